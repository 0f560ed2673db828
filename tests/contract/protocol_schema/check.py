#!/usr/bin/python3
"""Holds docs/protocol.schema.json against the decoder: both must accept the same messages.

usage: check.py <protocol_dump> <protocol.schema.json>

protocol_dump prints every message, smallest and largest, and each of them spoilt in one place, with what the
decoder says of it. The schema must say the same, and have exactly one definition for every message.
"""
import json
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("python3-jsonschema is missing: install it; this check is not skipped")


def validator_of(schema, name):
    if name not in schema["$defs"]:
        sys.exit(f"the schema has no definition {name}")
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})


def objects_of(node, path):
    """Every object type of the schema, with its path."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield path, node
        for key, value in node.items():
            yield from objects_of(value, f"{path}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from objects_of(value, f"{path}/{index}")


def check_definitions(schema, samples):
    faults = []
    defined = {n for n in schema["$defs"] if n.startswith(("client_", "server_")) and not n.endswith("_message")}
    sampled = {f"{s['from']}_{s['message']['type']}" for s in samples if s["accepted"]}
    for name in sorted(sampled ^ defined):
        faults.append(f"{name}: " + ("no sample of it" if name in defined else "not in the schema"))
    for side in ("client", "server"):
        listed = {r["$ref"].rsplit("/", 1)[1] for r in schema["$defs"][f"{side}_message"]["oneOf"]}
        for name in sorted(listed ^ {n for n in defined if n.startswith(side)}):
            faults.append(f"{side}_message and the definitions disagree about {name}")
    for path, node in objects_of(schema, "#"):
        if node.get("additionalProperties") is not False and not path.endswith("/sentence"):
            faults.append(f"{path}: other members are not excluded")
    return faults


def check_members(schema, samples):
    """Every member that the schema names, optional ones too, stands in some sample."""
    seen = {}
    for s in samples:
        if s["accepted"] and "/spoilt" not in s["name"]:
            seen.setdefault(f"{s['from']}_{s['message']['type']}", set()).update(s["message"])
    return [
        f"{name}: no sample has the member {member}"
        for name, members in seen.items()
        for member in schema["$defs"].get(name, {}).get("properties", {})
        if member not in members
    ]


def check_samples(schema, samples):
    validators = {}
    faults = []
    for s in samples:
        message = s["message"]
        for name in (f"{s['from']}_message", f"{s['from']}_{message['type']}"):
            validator = validators.setdefault(name, validator_of(schema, name))
            if validator.is_valid(message) != s["accepted"]:
                verdict = "accepts" if s["accepted"] else "refuses"
                text = json.dumps(message, ensure_ascii=False)[:300]
                faults.append(f"{name} ({s['name']}): the decoder {verdict} this and the schema does not agree: {text}")
    return faults


def main():
    dump, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    lines = subprocess.run([dump], check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    samples = [json.loads(line) for line in lines]
    refused = sum(not s["accepted"] for s in samples)
    faults = check_definitions(schema, samples) + check_members(schema, samples) + check_samples(schema, samples)
    for fault in faults:
        print(fault)
    print(f"{len(samples)} messages, {refused} of them refused by the decoder, {len(faults)} faults")
    if refused < 500 or len(samples) - refused < 50:
        sys.exit("too few samples to mean anything")
    sys.exit(1 if faults else 0)


main()
