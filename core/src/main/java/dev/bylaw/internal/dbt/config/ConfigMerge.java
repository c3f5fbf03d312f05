package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges two values of one key. What is unknown stays so: an unknown list makes the result open, an unknown mapping makes
 * it open and every entry before it unknown, since it may have replaced each of them.
 *
 * <p>Source of the rules: dbt-common, {@code dbt_common/contracts/config/base.py} ({@code _merge_field_value}).
 */
final class ConfigMerge {
    private ConfigMerge() {}

    /** A list, and why it may have more items. */
    private record Listed(List<Tree> items, Optional<String> open, Origin origin) {
        Tree.Sequence sequence() {
            return new Tree.Sequence(items, open, origin);
        }
    }

    /** A value as a list: a single value is a list of one; unknown items make the list open. */
    static Tree.Sequence listify(Tree value) {
        return listed(value).sequence();
    }

    private static Listed listed(Tree value) {
        if (value instanceof Tree.Unknown unknown) {
            return new Listed(List.of(), Optional.of(unknown.reason()), unknown.origin());
        }
        if (!(value instanceof Tree.Sequence sequence)) {
            return new Listed(List.of(value), Optional.empty(), value.origin());
        }
        List<Tree> items = new ArrayList<>();
        Optional<String> open = sequence.open();
        for (Tree item : sequence.items()) {
            if (item instanceof Tree.Unknown unknown) {
                open = open.or(() -> Optional.of(unknown.reason()));
            } else {
                items.add(item);
            }
        }
        return new Listed(items, open, sequence.origin());
    }

    /** The items before and then the further ones, without removing repetitions. */
    static Tree.Sequence append(Tree before, Tree next) {
        Listed first = listed(before);
        Listed second = listed(next);
        List<Tree> items = new ArrayList<>(first.items());
        items.addAll(second.items());
        return new Listed(items, first.open().or(second::open), second.origin()).sequence();
    }

    /** The entries before, replaced and completed by the further ones. Both are mappings or unknown. */
    static Tree.Mapping update(Tree before, Tree next) {
        MappingBuilder result = new MappingBuilder();
        before(before, next, result);
        if (next instanceof Tree.Mapping mapping) {
            result.putAll(mapping).open(mapping.open());
        }
        return result.build(next.origin());
    }

    /** Takes over what was there before: as it is, or as unknown where the next value may have replaced it. */
    private static void before(Tree before, Tree next, MappingBuilder result) {
        if (before instanceof Tree.Unknown unknown) {
            result.open(unknown.reason());
        }
        if (before instanceof Tree.Mapping mapping) {
            result.putAll(mapping).open(mapping.open());
        }
        Optional<String> doubt =
                next instanceof Tree.Unknown unknown ? Optional.of(unknown.reason()) : ((Tree.Mapping) next).open();
        doubt.ifPresent(reason -> doubtEntries(before, reason, next.origin(), result));
    }

    private static void doubtEntries(Tree before, String reason, Origin origin, MappingBuilder result) {
        if (before instanceof Tree.Mapping mapping) {
            mapping.entries()
                    .forEach((key, entry) ->
                            result.put(key, new Tree.Entry(entry.key(), new Tree.Unknown(reason, origin))));
        }
        result.open(reason);
    }

    /** Lists by key: {@code key} replaces the list, {@code +key} extends it. */
    static Tree.Mapping keyAppend(Tree before, Tree next) {
        MappingBuilder result = new MappingBuilder();
        before(before, next, result);
        // Lists of what was there before are lists already, or unknown.
        if (next instanceof Tree.Mapping mapping) {
            result.open(mapping.open());
            mapping.entries().forEach((key, entry) -> {
                String plain = key.startsWith("+") ? key.replaceFirst("^\\++", "") : key;
                Optional<Tree> known = result.get(plain);
                boolean extend = key.startsWith("+") && known.isPresent();
                Tree value = extend ? append(known.get(), entry.value()) : whole(entry.value());
                result.put(plain, new Tree.Entry(entry.key(), value));
            });
        }
        return result.build(next.origin());
    }

    /** A value that replaces a list: a list, or unknown as a whole. */
    private static Tree whole(Tree value) {
        return value instanceof Tree.Unknown ? value : listify(value);
    }
}
