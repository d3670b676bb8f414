"""Parses PowerShell files, by the grammar that editors use, and names each place that is none.

Exit status: 0 all of them parse; 1 some do not, each named on stdout; anything else is a failure of Python's.
"""

import sys

import tree_sitter_powershell
from tree_sitter import Language, Parser


def faults(node):
    """The nodes that the parser had to skip or to make up."""
    if node.type == "ERROR" or node.is_missing:
        yield node
        return
    for child in node.children:
        if child.has_error or child.is_missing:
            yield from faults(child)


def main(paths):
    parser = Parser(Language(tree_sitter_powershell.language()))
    found = 0
    for path in paths:
        with open(path, "rb") as file:
            text = file.read()
        for node in faults(parser.parse(text).root_node):
            line, column = node.start_point
            print(f"{path}:{line + 1}:{column + 1}: no PowerShell")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
