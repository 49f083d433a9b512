//! Gives takeup-cli.exe its icon, version and manifest, which allows long paths. Elsewhere there is nothing to do.

fn main() {
    println!("cargo::rerun-if-changed=../../packaging/windows");
    #[cfg(windows)]
    resources();
}

#[cfg(windows)]
fn resources() {
    let mut resources = winresource::WindowsResource::new();
    resources.set("ProductName", "Takeup").set("FileDescription", "Takeup for the console");
    resources.set("LegalCopyright", "The Takeup authors");
    resources.set_icon("../../packaging/windows/takeup.ico");
    resources.set_manifest_file("../../packaging/windows/takeup.manifest");
    if let Err(error) = resources.compile_for("takeup-cli") {
        println!("cargo::error=The resources of takeup-cli.exe cannot be made: {error}");
    }
}
