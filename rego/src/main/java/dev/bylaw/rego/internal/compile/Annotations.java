package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.syntax.AnnotationBlock;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What {@code rego.metadata.rule()} and {@code rego.metadata.chain()} give inside a rule: the annotations that hold for
 * it, from the nearest outwards.
 */
final class Annotations {
    private final List<SourceModule> modules;

    Annotations(List<SourceModule> modules) {
        this.modules = modules;
    }

    /** The annotations of a rule itself, those nearest above it first; alternatives have none. */
    private static List<AnnotationBlock> own(SourceModule module, Rule rule, boolean alternative) {
        List<AnnotationBlock> blocks = new ArrayList<>();
        for (AnnotationBlock block : module.annotations()) {
            if (!alternative
                    && block.scope().equals(AnnotationBlock.RULE)
                    && block.target().equals(Optional.of(rule.at().row()))) {
                blocks.add(block);
            }
        }
        Collections.reverse(blocks);
        return blocks;
    }

    /** The nearest annotations of a rule; an empty object where it has none. */
    static Value rule(SourceModule module, Rule rule, boolean alternative) {
        List<AnnotationBlock> blocks = own(module, rule, alternative);
        return blocks.isEmpty() ? ObjectValue.EMPTY : blocks.get(0).metadata();
    }

    /** The annotations of a rule, of its document, of its package, and of packages above. */
    Value chain(SourceModule module, Rule rule, boolean alternative) {
        List<String> path = RuleTree.groupPath(module, rule.head());
        List<Value> chain = new ArrayList<>();
        List<AnnotationBlock> blocks = own(module, rule, alternative);
        if (blocks.isEmpty()) {
            chain.add(link(path, Optional.empty()));
        }
        blocks.forEach(block -> chain.add(link(path, Optional.of(block))));
        document(path).ifPresent(block -> chain.add(link(path, Optional.of(block))));
        List<String> pack = module.packagePath();
        find(AnnotationBlock.PACKAGE, pack).ifPresent(block -> chain.add(link(pack, Optional.of(block))));
        for (int length = pack.size(); length > 0; length--) {
            List<String> above = pack.subList(0, length);
            find(AnnotationBlock.SUBPACKAGES, above).ifPresent(block -> chain.add(link(above, Optional.of(block))));
        }
        return ArrayValue.of(chain);
    }

    private Optional<AnnotationBlock> find(String scope, List<String> pack) {
        return modules.stream()
                .filter(module -> module.packagePath().equals(pack))
                .flatMap(module -> module.annotations().stream())
                .filter(block -> block.scope().equals(scope))
                .findFirst();
    }

    private Optional<AnnotationBlock> document(List<String> path) {
        for (SourceModule module : modules) {
            for (Rule rule : module.rules()) {
                if (!RuleTree.groupPath(module, rule.head()).equals(path)) {
                    continue;
                }
                for (AnnotationBlock block : module.annotations()) {
                    if (block.scope().equals(AnnotationBlock.DOCUMENT)
                            && block.target().equals(Optional.of(rule.at().row()))) {
                        return Optional.of(block);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Value link(List<String> path, Optional<AnnotationBlock> block) {
        ObjectValue.Builder link = ObjectValue.builder()
                .put(
                        "path",
                        ArrayValue.of(path.stream().<Value>map(StringValue::of).toList()));
        block.ifPresent(found -> link.put("annotations", found.metadata()));
        return link.build();
    }
}
