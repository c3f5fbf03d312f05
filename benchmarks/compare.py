#!/usr/bin/env python3
"""Runs `opa bench` and `bylaw rego bench` in turn on the same files and prints the ratios.

    compare.py [--opa OPA] [--bylaw COMMAND] [--shared FOLDER] [--inputs FOLDER] [--rounds N] [--only NAME,...] [MODE]

Modes: ratio (default), bytes (from the bytes of the input to the bytes of the result), threads (two threads against
one), growth (`metadata` with 2,000, 4,000 and 8,000 models), names (`metadata` with 16,000 distinct column names), wasm (OPA's
Java SDK on what `opa build -t wasm` makes, its transfer of the input included).

Before anything is measured the results are compared with those of `opa eval`. Each round measures both sides once, one
right after the other; printed are the medians, and the median of the ratios of the rounds. Commands are shown with -v.
"""
import argparse
import json
import math
import pathlib
import random
import shlex
import statistics
import subprocess
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SHARED_POLICIES = ["rbac", "metadata", "reach", "iam"]


class Case:
    """A policy with its query and documents."""

    def __init__(self, name, folder, inputs):
        self.name = name
        self.policy = folder / "policy.rego"
        self.query = (folder / "query").read_text().strip()
        self.data = inputs / "data.json"
        self.input = inputs / "input.json"

    def arguments(self):
        return ["-d", str(self.policy), "-d", str(self.data), "-i", str(self.input), self.query]


class Runner:
    """Runs commands; shows them where that is wanted."""

    def __init__(self, options):
        self.options = options

    def run(self, command):
        if self.options.verbose:
            print("$", shlex.join(map(str, command)), file=sys.stderr)
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{shlex.join(map(str, command))}\nended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def opa(self, *arguments):
        return self.run([self.options.opa, *arguments])

    def bylaw(self, *arguments):
        return self.run([*shlex.split(self.options.bylaw), "rego", *arguments])

    def equal(self, case):
        """Whether both give the same result."""
        ours = json.loads(self.bylaw("eval", *case.arguments()))
        theirs = json.loads(self.opa("eval", *case.arguments()))
        return ours["result"][0]["expressions"][0]["value"] == theirs["result"][0]["expressions"][0]["value"]

    def opa_bench(self, case):
        """Nanoseconds of one evaluation in OPA."""
        result = json.loads(self.opa("bench", "--format", "json", *case.arguments()))
        return result["T"] / result["N"]

    def bylaw_bench(self, case, *more):
        """Nanoseconds of one evaluation here."""
        result = json.loads(self.bylaw("bench", "--format", "json", "--warmup", str(self.options.warmup), *more, *case.arguments()))
        return result["T"] / result["N"]

    def require_equal(self, case):
        if not self.equal(case):
            raise SystemExit(f"{case.name}: the results differ from those of opa eval")


def shown(nanos):
    """Nanoseconds for people."""
    for unit, size in (("ms", 1e6), ("us", 1e3)):
        if nanos >= size:
            return f"{nanos / size:.2f} {unit}"
    return f"{nanos:.0f} ns"


def rounds(runner, left, right):
    """Medians of both sides, and of the ratios of the rounds."""
    pairs = [(left(), right()) for _ in range(runner.options.rounds)]
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(pair[0] / pair[1] for pair in pairs),
    )


def geometric(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def ratio(runner, cases):
    """opa bench against bylaw rego bench."""
    print(f"{'policy':<12} {'opa bench':>12} {'bylaw':>12} {'ratio':>8}")
    found = {}
    for case in cases:
        runner.require_equal(case)
        theirs, ours, times = rounds(runner, lambda: runner.opa_bench(case), lambda: runner.bylaw_bench(case))
        found[case.name] = times
        print(f"{case.name:<12} {shown(theirs):>12} {shown(ours):>12} {times:>7.1f}x", flush=True)
    shared = [value for name, value in found.items() if name in SHARED_POLICIES]
    own = [value for name, value in found.items() if name not in SHARED_POLICIES]
    if shared:
        print(f"geometric mean of {len(shared)} shared policies: {geometric(shared):.1f}x, least {min(shared):.1f}x")
    if own:
        print(f"geometric mean of {len(own)} own policies: {geometric(own):.1f}x, least {min(own):.1f}x")


def opa_whole(runner, case):
    """What opa eval says that reading the input, evaluating and printing take.

    Its metrics have a timer for reading data files and none for the input or the output, so the input is given once as a
    data file, too, and printing is not counted: the figure is too small, never too large.
    """
    with tempfile.TemporaryDirectory() as folder:
        wrapped = pathlib.Path(folder) / "input.json"
        wrapped.write_text('{"as_data": ' + case.input.read_text() + "}")
        with_data = json.loads(runner.opa("eval", "--metrics", "-d", str(wrapped), *case.arguments()))["metrics"]
    without = json.loads(runner.opa("eval", "--metrics", *case.arguments()))["metrics"]
    reading = with_data["timer_rego_load_files_ns"] - without["timer_rego_load_files_ns"]
    return without["timer_rego_query_eval_ns"] + max(0, reading)


def whole(runner, cases):
    """From the bytes of the input to the bytes of the result."""
    print(f"{'policy':<12} {'opa eval':>12} {'bylaw':>12} {'ratio':>8}")
    for case in cases:
        runner.require_equal(case)
        theirs, ours, times = rounds(runner, lambda: opa_whole(runner, case), lambda: runner.bylaw_bench(case, "--bytes"))
        print(f"{case.name:<12} {shown(theirs):>12} {shown(ours):>12} {times:>7.1f}x", flush=True)


def threads(runner, cases):
    """Two threads that share a prepared query against one."""
    print(f"{'policy':<12} {'one thread':>12} {'two threads':>12} {'ratio':>8}")
    for case in cases:
        one, two, times = rounds(
            runner,
            lambda: runner.bylaw_bench(case, "--time", "3"),
            lambda: runner.bylaw_bench(case, "--time", "3", "--threads", "2"),
        )
        print(f"{case.name:<12} {shown(one):>12} {shown(two):>12} {times:>7.2f}x", flush=True)


def larger(case, folder, models, names=None):
    """`metadata` with so many models, and, where wanted, so many distinct names of columns."""
    document = json.loads(case.input.read_text())
    source = document["models"]
    r = random.Random(7)
    made = []
    for i in range(models):
        model = dict(source[i % len(source)])
        model["unique_id"] = f"model.bench.m{i}"
        model["name"] = f"m{i}"
        if names:
            columns = {}
            for j, column in enumerate(model["columns"].values()):
                name = f"{r.choice(['', 'x_', 'old_'])}{column['name']}_{(i * 8 + j) % names}"
                columns[name] = {**column, "name": name}
            model["columns"] = columns
        made.append(model)
    inputs = pathlib.Path(folder) / f"{models}-{names}"
    inputs.mkdir()
    (inputs / "input.json").write_text(json.dumps({"models": made}))
    (inputs / "data.json").write_text("{}")
    return Case(f"{models}" + (f"/{names}" if names else ""), case.policy.parent, inputs)


def growth(runner, cases):
    """`metadata` with more and more models."""
    metadata = next(case for case in cases if case.name == "metadata")
    print(f"{'models':<12} {'bylaw':>12} {'per model':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for models in (2000, 4000, 8000):
            case = larger(metadata, folder, models)
            times = [runner.bylaw_bench(case, "--time", "3") for _ in range(runner.options.rounds)]
            median = statistics.median(times)
            print(f"{models:<12} {shown(median):>12} {shown(median / models):>12}", flush=True)


def names(runner, cases):
    """`metadata` with 16,000 distinct names of columns."""
    metadata = next(case for case in cases if case.name == "metadata")
    with tempfile.TemporaryDirectory() as folder:
        ratio(runner, [metadata, larger(metadata, folder, 2000, 16000)])


def ordered(value):
    """A result in which the order of arrays means nothing: sets of WebAssembly come in another order."""
    if isinstance(value, list):
        return sorted((ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return {key: ordered(item) for key, item in value.items()} if isinstance(value, dict) else value


def wasm(runner, cases):
    """OPA's Java SDK against bylaw rego bench."""
    print(f"{'policy':<12} {'SDK':>12} {'bylaw':>12} {'ratio':>8} {'SDK loads in':>14}")
    found = []
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            bundle = pathlib.Path(folder) / "bundle.tar.gz"
            path = case.query.removeprefix("data.").replace(".", "/")
            runner.opa("build", "-t", "wasm", "-e", path, "-o", str(bundle), str(case.policy))
            module = pathlib.Path(folder) / "policy.wasm"
            with tarfile.open(bundle) as archive:
                module.write_bytes(archive.extractfile("/policy.wasm").read())
            main = HERE / "src/main/java/dev/bylaw/benchmarks/WasmBench.java"

            def sdk(warmup, seconds):
                return json.loads(runner.run(
                    ["java", "-cp", runner.options.sdk, str(main), str(module), path, str(case.data), str(case.input), str(warmup), str(seconds)]
                ))

            ours = json.loads(runner.bylaw("eval", *case.arguments()))["result"][0]["expressions"][0]["value"]
            if ordered(sdk(0, 0)[0]["result"]) != ordered(ours):
                raise SystemExit(f"{case.name}: the results differ from those of the SDK")
            loads = []

            def measured():
                result = sdk(runner.options.warmup, 3)
                loads.append(result["load"] + result["data"])
                return result["T"] / result["N"]

            theirs, ours, times = rounds(runner, measured, lambda: runner.bylaw_bench(case))
            found.append(times)
            print(f"{case.name:<12} {shown(theirs):>12} {shown(ours):>12} {times:>7.1f}x {shown(statistics.median(loads)):>14}", flush=True)
    print(f"geometric mean: {geometric(found):.1f}x, least {min(found):.1f}x")


MODES = {"ratio": ratio, "bytes": whole, "threads": threads, "growth": growth, "names": names, "wasm": wasm}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", nargs="?", default="ratio", choices=MODES)
    parser.add_argument("--opa", default="opa", help="the opa binary")
    parser.add_argument("--bylaw", default=f"java -jar {HERE.parent / 'cli/target/bylaw.jar'}", help="the command of Bylaw")
    parser.add_argument("--sdk", default=str(HERE.parent / "cli/target/bylaw.jar"), help="the class path of OPA's Java SDK")
    parser.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared/rego-bench", help="the folder of the shared policies")
    parser.add_argument("--inputs", type=pathlib.Path, help="where inputs are; made in a temporary folder where it is not given")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warmup", type=float, default=8, help="seconds before measuring")
    parser.add_argument("--only", default="", help="names of policies; all, own or shared")
    parser.add_argument("-v", "--verbose", action="store_true", help="shows the commands")
    options = parser.parse_args()
    runner = Runner(options)
    with tempfile.TemporaryDirectory() as temporary:
        inputs = options.inputs or pathlib.Path(temporary)
        if not options.inputs:
            runner.run(["java", str(HERE / "src/main/java/dev/bylaw/benchmarks/Inputs.java"), str(inputs)])
            if options.shared.is_dir():
                runner.run([sys.executable, str(options.shared / "generate.py"), str(inputs)])
        own = sorted(folder.name for folder in (HERE / "policies").iterdir())
        shared = SHARED_POLICIES if options.shared.is_dir() else []
        default = {"ratio": shared + own, "wasm": shared or own}.get(options.mode, ["metadata"])
        wanted = {"": default, "all": shared + own, "own": own, "shared": shared}.get(options.only, options.only.split(","))
        cases = [
            Case(name, (options.shared if name in shared else HERE / "policies") / name, inputs / name) for name in wanted
        ]
        MODES[options.mode](runner, cases)


if __name__ == "__main__":
    main()
