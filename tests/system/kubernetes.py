"""Judges manifests of Kubernetes Jobs. Reads a JSON list of YAML texts; writes a list with what is wrong with each, or
null."""

import json
import re
import sys

import yaml
from kubernetes_validate import SchemaNotFoundError, ValidationError, validate

# The oldest version that docs/scale.md names, and the newest of the package.
VERSIONS = ("1.29", "1.37")
QUANTITY = re.compile(r"[0-9]+(\.[0-9]+)?(m|[kMGTPE]|[KMGTPE]i)?")


class Loader(yaml.SafeLoader):
    """Refuses a key that occurs twice, as Kubernetes does."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.YAMLError(f"twice: {twice}")
        return super().construct_mapping(node, deep)


def beyond_the_schema(job):
    """What the API server checks and the schemas do not say."""
    spec = job["spec"]
    pod = spec["template"]["spec"]
    volumes = {volume["name"] for volume in pod.get("volumes", [])}
    containers = {container["name"]: container for container in pod["containers"]}
    if spec.get("completionMode") != "Indexed" or not 0 < spec["parallelism"] <= spec["completions"]:
        yield "completionMode"
    if pod.get("restartPolicy") != "Never":
        yield "restartPolicy: a podFailurePolicy needs Never"
    for rule in spec.get("podFailurePolicy", {}).get("rules", []):
        name = rule.get("onExitCodes", {}).get("containerName")
        if name and name not in containers:
            yield f"containerName: {name}"
    for name, container in containers.items():
        if not container.get("image"):
            yield f"{name} without an image"
        for mount in container.get("volumeMounts", []):
            if mount["name"] not in volumes:
                yield f"no volume {mount['name']}"
        for limits in container.get("resources", {}).values():
            for amount in limits.values():
                if not QUANTITY.fullmatch(str(amount)):
                    yield f"amount: {amount}"


def complaint(text):
    try:
        job = yaml.load(text, Loader)
        for version in VERSIONS:
            validate(job, version, strict=True)
    except (SchemaNotFoundError, ValidationError, yaml.YAMLError) as error:
        return getattr(error, "message", str(error))
    return "; ".join(beyond_the_schema(job)) or None


json.dump([complaint(text) for text in json.load(sys.stdin)], sys.stdout)
