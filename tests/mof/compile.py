"""Compiles MOF files as WMI would, one after the other into one repository, with pywbem's compiler, and prints the
repository as JSON: of each namespace the classes and instances that were not there before.

    compile.py WINDOWS_MOF FILE...

WINDOWS_MOF is compiled first into every namespace that comes to be. A file that is not right ends it with code 1 and
says why.

pywbem's compiler keeps to DSP0004, the standard of MOF. Some things are WMI's own, and are dealt with here; whatever
else the compiler does not know, it refuses.

- Pragmas. The ones that are listed in `Compilation.pragma` are carried out here, and their text is blanked; any other
  is refused.
- The flavors `Amended`, `NotToSubclass` and `NotToInstance`. The first two are `Translatable` and `Restricted` in the
  standard; the third is its default, and is blanked.
- Asterisks in a datetime. In WMI any field may have them (page "Date and Time Format"), in the standard only the last
  ones. pywbem gets to see a date that has digits in their place, so that it checks the others.
- Objects in properties, `object:NAME` and `object`. The standard writes a string with the qualifier `EmbeddedInstance` or
  `EmbeddedObject` for them, which the compiler gets to see, with one of the tests' own; in the repository they are WMI's again.
- References. The standard has them in associations alone, and no arrays of them; in WMI any class may have both. The compiler
  gets to see strings with a qualifier of the tests' own, which are references again in the repository.
- Methods that return nothing, `void`, which the standard has not. The compiler gets to see methods that return a number, with a
  qualifier of the tests' own.
- Qualifiers of instances, by which WMI secures namespaces, and instances without values. The standard dropped the ones and never
  had the others. The compiler gets to see values of the tests' own.
- Character literals, which pywbem checks but keeps as they are written: they are turned into their numbers.
"""

import json
import re
import sys
import warnings
from pathlib import Path

import pywbem
import pywbem_mock

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:[^"\\\n]|\\.)*")
      | (?P<char>'(?:[^'\\\n]|\\[^\n]*?)')
      | (?P<space>\s+)
      | (?P<pragma>\#\s*pragma\b)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
STANDARD_FLAVOR = {"amended": "Translatable", "nottosubclass": "Restricted", "nottoinstance": ""}
FLAVORS = {*STANDARD_FLAVOR, "enableoverride", "disableoverride", "restricted", "tosubclass", "toinstance", "translatable"}
WITH_ASTERISKS = re.compile(r"(\d{4}|\*{4})(\d\d|\*\*){5}\.(\d{6}|\*{6})[+-](\d{3}|\*{3})")
ONE_KEY = re.compile(r'(\w+)\.(\w+)="((?:[^"\\]|\\.)*)"')


OBJECT = re.compile(r"\](\s*)object:(\w+)\b")
# Qualifiers that end in a bracket stand before each property. The classes of WMI's own are not read by this.
REFERENCE = re.compile(r"\](\s*)(\w+) ref\b")
VOID = re.compile(r"\](\s*)void(?=\s)")
ANY_OBJECT = re.compile(r"\](\s*)object(?=\s)")
SECURED = re.compile(r'\[NamespaceSecuritySDDL\(("[^"\\]*")\)\](\s*)instance of __Namespace(\s*)\{')
ENCRYPTED = re.compile(r"\[RequiresEncryption\(TRUE\)\](\s*)instance of __SystemSecurity(\s*)\{(\s*)\}")


class DateTime(pywbem.CIMDateTime):
    """A datetime or an interval that knows how it was written."""

    def __init__(self, written):
        self.written = str(written)
        checked = self.written
        if "*" in checked and WITH_ASTERISKS.fullmatch(checked):
            any_date = "20000101000000.000000+000"
            checked = "".join(digit if given == "*" else given for given, digit in zip(checked, any_date))
        super().__init__(checked)

    def __str__(self):
        return self.written


class Refused(Exception):
    """What a file has that WMI would not take."""


def blank(text):
    """White space in a text's place, so that the compiler's line numbers stay right."""
    return re.sub(r"[^\n]", " ", text)


def unescaped(literal):
    """What a literal stands for, quotes and all."""

    def character(match):
        digits, simple = match.groups()
        if digits:
            return chr(int(digits, 16))
        if simple not in ESCAPES:
            raise Refused(f"\\{simple} is no escape")
        return ESCAPES[simple]

    return re.sub(r"\\(?:x([0-9A-Fa-f]{1,4})|(.))", character, literal[1:-1])


def tokens(text):
    return [(match.lastgroup, match.group()) for match in TOKEN.finditer(text)]


def with_standard_flavors(found):
    """WMI's own flavors by their names in the standard. A flavor stands after a colon, or after another flavor."""
    after_colon = False
    for kind, text in found:
        if kind == "word" and after_colon and text.lower() in FLAVORS:
            yield kind, STANDARD_FLAVOR.get(text.lower(), text)
        else:
            if kind not in ("space", "comment"):
                after_colon = text == ":"
            yield kind, text


class Compilation:
    """A repository, and where in it the file at hand is being compiled."""

    def __init__(self, windows):
        self.windows = windows
        self.connection = pywbem_mock.FakedWBEMConnection(default_namespace="root")
        self.connection.compile_mof_string(windows, namespace="root")
        self.known = self.connection.EnumerateClassNames(namespace="root", DeepInheritance=True)
        # Before the first pragma there is none: mofcomp would take root\default, where nothing of ours belongs.
        self.namespace = None

    def file(self, text):
        """Compiles a whole file: what stands between two pragmas, at once."""
        self.namespace = None
        text = OBJECT.sub(r', EmbeddedInstance("\2"), WmigenObject]\1string', text)
        text = REFERENCE.sub(r', WmigenReference("\2")]\1string', text)
        text = SECURED.sub(r"\2instance of __Namespace\3{ WmigenSecurity = \1;", text)
        text = ENCRYPTED.sub(
            r"\1instance of __SystemSecurity\2{\3WmigenOnly = 0; WmigenEncryption = TRUE; }", text
        )
        text = VOID.sub(r", WmigenVoid]\1uint8", text)
        text = ANY_OBJECT.sub(r", EmbeddedObject, WmigenObject]\1string", text)
        found = list(with_standard_flavors(tokens(text)))
        piece = ""
        while found:
            kind, token = found.pop(0)
            if kind == "pragma":
                self.piece(piece)
                name, arguments, source = self.read_pragma(found)
                self.pragma(name, arguments)
                piece = blank(piece + token + source)
            else:
                piece += token
        self.piece(piece)

    def piece(self, text):
        if not any(kind not in ("space", "comment") for kind, _ in tokens(text)):
            return
        if self.namespace is None:
            raise Refused("something stands before the first #pragma namespace, and would land in root\\default")
        self.connection.compile_mof_string(text, namespace=self.namespace)

    @staticmethod
    def read_pragma(found):
        """Takes a pragma's name and arguments from the tokens, up to the end of its line."""
        line = []
        while found and "\n" not in found[0][1]:
            line.append(found.pop(0))
        source = "".join(text for _, text in line)
        line = [(kind, text) for kind, text in line if kind not in ("space", "comment")]
        if not line or line[0][0] != "word":
            raise Refused(f"#pragma{source} has no name")
        name, rest = line[0][1].lower(), line[1:]
        shape = "".join({"string": "s", "word": "w"}.get(kind, text) for kind, text in rest)
        if not re.fullmatch(r"(?:\((?:[sw](?:,[sw])*)\))?", shape):
            raise Refused(f"the arguments of #pragma{source} are not well formed")
        arguments = [
            unescaped(text) if kind == "string" else text.upper() for kind, text in rest if kind in ("string", "word")
        ]
        return name, arguments, source

    def pragma(self, name, arguments):
        match name, arguments:
            case "autorecover", []:
                # Names the file to WMI; nothing of it is compiled.
                pass
            case "namespace", [path]:
                self.enter(path)
            case "deleteclass", [class_name, "NOFAIL"]:
                if self.find_class(class_name):
                    self.connection.DeleteClass(class_name, namespace=self.namespace)
            case "deleteinstance", [path, "NOFAIL"]:
                self.delete_instance(path)
            case _:
                raise Refused(f"#pragma {name}({', '.join(arguments)}) is not known here")

    def enter(self, path):
        """Goes to a namespace, which must be there: `root` is, and what an instance of __Namespace has made."""
        if not path.startswith("\\\\.\\"):
            raise Refused(f"the namespace {path} is not one of this machine, in full")
        levels = path[4:].split("\\")
        namespace = "/".join(levels)
        parent = "/".join(levels[:-1])
        if namespace not in self.connection.namespaces:
            made = self.instances(parent, "__Namespace") if parent in self.connection.namespaces else []
            if levels[-1].lower() not in (instance["Name"].lower() for instance in made):
                raise Refused(f"there is no namespace {path}, nor has an instance of __Namespace made it")
            self.connection.add_namespace(namespace)
            self.connection.compile_mof_string(self.windows, namespace=namespace)
        self.namespace = namespace

    def find_class(self, name):
        names = self.connection.EnumerateClassNames(namespace=self.namespace, DeepInheritance=True)
        return name.lower() in (there.lower() for there in names)

    def instances(self, namespace, class_name):
        # Those of exactly that class: a class that derives from it has others.
        found = self.connection.EnumerateInstances(class_name, namespace=namespace)
        return [instance for instance in found if instance.classname == class_name]

    def delete_instance(self, path):
        match = ONE_KEY.fullmatch(path)
        if not match or not self.find_class(match[1]):
            raise Refused(f"{path} is no path to an instance")
        class_name, key, value = match[1], match[2], unescaped(f'"{match[3]}"')
        prefix = "\\\\.\\" + self.namespace.replace("/", "\\") + ":"
        for instance in self.instances(self.namespace, class_name):
            there = plain(instance[key])
            if value in (there, prefix + there):
                self.connection.DeleteInstance(instance.path)

    def repository(self):
        """What the files have added, by namespace."""
        result = {}
        for namespace in sorted(self.connection.namespaces):
            classes = self.connection.EnumerateClasses(
                namespace=namespace, DeepInheritance=True, LocalOnly=False, IncludeQualifiers=True
            )
            names = [one.classname for one in classes]
            result[namespace] = {
                "classes": [class_as_json(one) for one in classes if one.classname not in self.known],
                "instances": [instance_as_json(one) for name in names for one in self.instances(namespace, name)],
            }
        return result


def plain(value, cim_type=None):
    """A value of pywbem's in terms of JSON."""
    if isinstance(value, list):
        return [plain(item, cim_type) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, pywbem.CIMInstanceName):
        ((key, name),) = value.keybindings.items()
        name = re.sub(r'(["\\])', r"\\\1", plain(name))
        return f'{value.classname}.{key}="{name}"'
    if cim_type == "char16":
        return ord(unescaped(value)) if value.startswith("'") else ord(value)
    if isinstance(value, pywbem.CIMInt):
        return int(value)
    if isinstance(value, pywbem.CIMFloat):
        return float(value)
    return str(value)


def qualifiers_as_json(qualifiers, restated=()):
    return [
        {
            "name": one.name,
            "type": one.type,
            "value": plain(one.value, one.type),
            "overridable": one.overridable,
            "to_subclass": one.tosubclass,
            "to_instance": bool(one.toinstance),
            "amended": bool(one.translatable),
        }
        for one in qualifiers.values()
        if not one.propagated or one.name.lower() in restated
    ]


def is_declared(each):
    """Whether a class says something of a property itself. What it overrides is another class's to pywbem."""
    own = [qualifier.name.lower() for qualifier in each.qualifiers.values() if not qualifier.propagated]
    return not each.propagated or "override" in own


def cim_type_of(each, qualifiers):
    """The type of a property, of a parameter or of what a method returns, as WMI has it; takes out what stands for it."""
    # Without the tests' own, it is a string in WMI too, which has the text of an object.
    is_object = qualifiers.pop("WmigenObject", None) is not None
    embedded = qualifiers.pop("EmbeddedInstance", None) if is_object else None
    any_object = qualifiers.pop("EmbeddedObject", None) if is_object else None
    reference = qualifiers.pop("WmigenReference", None)
    if embedded is not None:
        return f"object:{embedded.value}"
    if any_object is not None:
        return "object"
    if reference is not None:
        return f"ref:{reference.value}"
    if qualifiers.pop("WmigenVoid", None) is not None:
        return "void"
    return getattr(each, "type", None) or each.return_type


def property_as_json(each):
    qualifiers = dict(each.qualifiers)
    return {
        "name": each.name,
        "type": cim_type_of(each, qualifiers),
        "array": each.is_array,
        "array_size": each.array_size,
        "default": plain(getattr(each, "value", None), each.type),
        "qualifiers": qualifiers_as_json(qualifiers, restated=("key",)),
    }


def method_as_json(each):
    qualifiers = dict(each.qualifiers)
    return {
        "name": each.name,
        "type": cim_type_of(each, qualifiers),
        "qualifiers": qualifiers_as_json(qualifiers),
        "parameters": [property_as_json(one) for one in each.parameters.values()],
    }


def class_as_json(one):
    return {
        "name": one.classname,
        "superclass": one.superclass,
        "qualifiers": qualifiers_as_json(one.qualifiers),
        "properties": [property_as_json(each) for each in one.properties.values() if is_declared(each)],
        "methods": [method_as_json(each) for each in one.methods.values() if is_declared(each)],
    }


def instance_as_json(one):
    values = {each.name: plain(each.value, each.type) for each in one.properties.values()}
    return {"class": one.classname, "values": values}


def main():
    warnings.simplefilter("error")
    # This is where pywbem looks up the Python type of a CIM type.
    pywbem._cim_types._TYPE_FROM_NAME["datetime"] = DateTime
    windows, *files = map(Path, sys.argv[1:])
    compilation = Compilation(windows.read_text("ascii"))
    for path in files:
        try:
            compilation.file(path.read_text("ascii"))
        # pywbem lets errors of Python's own through where a value is not of its type.
        except (Refused, pywbem.Error, ValueError, TypeError) as problem:
            sys.exit(f"{path}: {problem}")
    json.dump(compilation.repository(), sys.stdout)


main()
