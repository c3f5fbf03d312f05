"""Prints the columns that sqlglot finds behind each output column of queries.

Reads lines of dialect, tab, SQL; writes for each a JSON object from output column to a sorted list of "table.column",
or to null where sqlglot does not find its way, and a string instead where it does not read the query at all.
"""

import json
import sys

import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage

SCHEMA = json.loads(sys.argv[1])


def leaves(node):
    found = set()
    for inner in node.walk():
        if inner.downstream:
            continue
        if isinstance(inner.expression, exp.Table):
            column = inner.name.replace('"', "").replace("`", "").split(".")[-1]
            found.add(f"{inner.expression.name}.{column}".lower())
        elif any(True for _ in inner.expression.find_all(exp.Column)):
            return None
    return sorted(found)


def analyse(dialect, sql):
    try:
        tree = sqlglot.parse_one(sql, read=dialect)
        from sqlglot.optimizer.qualify import qualify

        qualified = qualify(tree.copy(), dialect=dialect, schema=SCHEMA, validate_qualify_columns=False)
        names = qualified.named_selects
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    result = {}
    for name in names:
        try:
            result[name.lower()] = leaves(lineage(exp.column(name, quoted=True), sql, schema=SCHEMA, dialect=dialect))
        except Exception:
            result[name.lower()] = None
    return result


for line in sys.stdin:
    dialect, sql = line.rstrip("\n").split("\t", 1)
    print(json.dumps(analyse(dialect, sql)), flush=True)
