package dev.bylaw.internal.contract;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contracts in memory, for tests. */
final class ContractTestFiles {
    static final String HEAD = "kind: DataContract\napiVersion: v3.1.0\nid: c1\nversion: 1.0.0\nstatus: active\n";
    static final String PRODUCT = "kind: DataProduct\napiVersion: v1.0.0\nid: p1\nstatus: active\n";

    final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    ContractTestFiles file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Contracts read() {
        return ContractReader.read(SourceTree.ofFiles(files, Limits.DEFAULT), path -> true, diagnostics);
    }

    /** The only contract of a file. */
    static Contract contract(ContractTestFiles files) {
        Contracts contracts = files.read();
        if (contracts.contracts().size() != 1 || !files.diagnostics.problems().isEmpty()) {
            throw new AssertionError(contracts + " " + files.diagnostics.problems());
        }
        return contracts.contracts().get(0);
    }

    /** The value at a path of keys and indexes below a value. */
    static Tree at(Tree tree, String path) {
        Tree found = tree;
        for (String part : path.split("/", -1)) {
            found = found instanceof Tree.Sequence list
                    ? list.items().get(Integer.parseInt(part))
                    : ((Tree.Mapping) found).get(part).orElseThrow(() -> new AssertionError("no " + part));
        }
        return found;
    }

    static Object plain(Tree tree, String path) {
        return Trees.plain(at(tree, path));
    }

    List<String> problems() {
        return diagnostics.problems().stream()
                .map(problem -> place(problem.location().orElseThrow()) + " " + problem.message())
                .toList();
    }

    List<Problem.Kind> problemKinds() {
        return diagnostics.problems().stream().map(Problem::kind).toList();
    }

    Notice onlyNotice() {
        if (diagnostics.notices().size() != 1) {
            throw new AssertionError(diagnostics.notices().toString());
        }
        return diagnostics.notices().get(0);
    }

    static String place(Location location) {
        return location.file() + ":" + location.start().line() + ":"
                + location.start().column();
    }
}
