#!/usr/bin/python3
"""A window to drag files from, as a file manager is one. The files are its arguments.

It tells on the standard output how a drag goes: begin, accepted (by what is below the pointer), sent, then end or failed.
"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

FILES = [pathlib.Path(name).absolute().as_uri() for name in sys.argv[1:]]


def tell(word):
    print(word, flush=True)


class Source(Gtk.Window):
    def __init__(self):
        super().__init__(title="Drag source")
        self.set_default_size(200, 160)
        self.dragging = self.accepted = self.failed = False
        area = Gtk.EventBox()
        area.add(Gtk.Label(label=f"Drag {len(FILES)} from here"))
        area.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
        area.drag_source_add_uri_targets()
        area.connect("drag-begin", self.begin)
        area.connect("drag-data-get", self.send)
        area.connect("drag-failed", self.fail)
        area.connect("drag-end", self.end)
        self.add(area)
        self.connect("destroy", Gtk.main_quit)

    def begin(self, _area, context):
        self.dragging, self.accepted, self.failed = True, False, False
        tell("begin")
        GLib.timeout_add(10, self.look, context)

    def look(self, context):
        """GTK tells nobody when the answer of the target changes."""
        accepted = context.get_selected_action() != 0
        if accepted and not self.accepted:
            tell("accepted")
        self.accepted = accepted
        return self.dragging

    def send(self, _area, _context, selection, _info, _time):
        selection.set_uris(FILES)
        tell("sent")

    def fail(self, _area, _context, _result):
        self.failed = True
        return True

    def end(self, _area, _context):
        self.dragging = False
        tell("failed" if self.failed else "end")


Source().show_all()
Gtk.main()
