package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges the configuration of a model with that of one of its versions: mappings into each other at every depth, lists as
 * those of the version followed by those of the model, anything else as the version says.
 *
 * <p>Source: dbt-common, {@code dbt_common/utils/dict.py} ({@code deep_merge}).
 */
final class DeepMerge {
    private DeepMerge() {}

    static Tree.Mapping merge(Tree.Mapping base, Tree.Mapping over) {
        MappingBuilder merged = new MappingBuilder().putAll(base).open(base.open());
        over.open()
                .ifPresent(reason -> base.entries()
                        .forEach((key, entry) -> merged.put(
                                key,
                                new Tree.Entry(
                                        entry.key(),
                                        new Tree.Unknown(reason, entry.value().origin())))));
        over.entries()
                .forEach((key, entry) ->
                        merged.put(key, new Tree.Entry(entry.key(), value(base.get(key), entry.value()))));
        return merged.open(over.open()).build(over.origin());
    }

    private static Tree value(Optional<Tree> base, Tree over) {
        if (base.isEmpty()) {
            return over;
        }
        if (over instanceof Tree.Mapping mapping && base.get() instanceof Tree.Mapping known) {
            return merge(known, mapping);
        }
        if (over instanceof Tree.Sequence list) {
            List<Tree> items = new ArrayList<>(list.items());
            Optional<String> open = list.open();
            if (base.get() instanceof Tree.Sequence known) {
                items.addAll(known.items());
                open = open.or(known::open);
            } else if (base.get() instanceof Tree.Unknown unknown) {
                open = open.or(() -> Optional.of(unknown.reason()));
            } else {
                // As Python makes a list of a text: one item for each character.
                Trees.text(base.get())
                        .ifPresent(text -> text.codePoints()
                                .forEach(c -> items.add(new Tree.Scalar(
                                        Character.toString(c), base.get().origin()))));
            }
            return new Tree.Sequence(items, open, list.origin());
        }
        return over;
    }
}
