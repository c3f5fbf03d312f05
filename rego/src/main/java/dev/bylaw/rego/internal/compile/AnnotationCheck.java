package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.internal.syntax.AnnotationBlock;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that a package, its subpackages and all rules of a name have one metadata block each, over all modules. */
final class AnnotationCheck {
    private final Diagnostics diagnostics;
    private final Map<List<String>, AnnotationBlock> packages = new HashMap<>();
    private final Map<List<String>, AnnotationBlock> paths = new HashMap<>();

    AnnotationCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Checks the blocks of a module against those of the modules before. */
    void check(SourceModule module) {
        for (AnnotationBlock block : module.annotations()) {
            switch (block.scope()) {
                case AnnotationBlock.PACKAGE -> once(packages, module.packagePath(), block);
                case AnnotationBlock.SUBPACKAGES -> once(paths, module.packagePath(), block);
                case AnnotationBlock.DOCUMENT ->
                    rule(module, block).ifPresent(rule -> once(paths, RuleTree.groupPath(module, rule.head()), block));
                default -> {}
            }
        }
    }

    private static Optional<Rule> rule(SourceModule module, AnnotationBlock block) {
        return module.rules().stream()
                .filter(rule ->
                        block.target().filter(row -> row == rule.at().row()).isPresent())
                .findFirst();
    }

    private void once(Map<List<String>, AnnotationBlock> seen, List<String> path, AnnotationBlock block) {
        AnnotationBlock before = seen.putIfAbsent(path, block);
        if (before != null) {
            diagnostics.error(
                    block.at(),
                    Diagnostics.TYPE_ERROR,
                    block.scope() + " annotation redeclared: " + before.at().file() + ":"
                            + before.at().row(),
                    "join the two blocks, or give them the scope rule");
        }
    }
}
