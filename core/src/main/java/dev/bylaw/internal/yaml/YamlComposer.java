package dev.bylaw.internal.yaml;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Builds trees from the events of one YAML text: anchors, merge keys and types as PyYAML's safe loader has them. What an
 * alias stands for is shared, not copied, and counted in full, so that a bomb of aliases ends at once.
 */
final class YamlComposer {
    private static final String CORE = "tag:yaml.org,2002:";

    private final Parser parser;
    private final YamlMarks marks;
    private final YamlOptions options;
    private final Limits limits;
    private final Diagnostics diagnostics;
    private final Map<String, Optional<Composed>> anchors = new HashMap<>();
    private long nodes;

    YamlComposer(Parser parser, YamlMarks marks, YamlOptions options, Limits limits, Diagnostics diagnostics) {
        this.parser = parser;
        this.marks = marks;
        this.options = options;
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    /** A value with the number of values in it. */
    private record Composed(Tree tree, long size) {}

    /** The value of the document whose start has been read. */
    Tree document() {
        anchors.clear();
        return node(parser.getEvent(), 0).tree();
    }

    private Composed node(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        count(1, event);
        if (event instanceof ScalarEvent scalar) {
            Composed composed = new Composed(scalar(scalar), 1);
            anchor(scalar, Optional.of(composed));
            return composed;
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        if (depth >= limits.yamlDepth()) {
            throw limit(
                    start, "more than " + limits.yamlDepth() + " collections lie inside each other (limit yamlDepth)");
        }
        anchor(start, Optional.empty());
        long before = nodes;
        Tree tree = start instanceof MappingStartEvent ? mapping(start, depth) : sequence(start, depth);
        tagged(start);
        Composed composed = new Composed(tree, nodes - before + 1);
        anchor(start, Optional.of(composed));
        return composed;
    }

    private void anchor(NodeEvent event, Optional<Composed> composed) {
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), composed);
        }
    }

    private Composed alias(AliasEvent alias) {
        Optional<Composed> target = anchors.get(alias.getAnchor());
        if (target == null) {
            throw fault(
                    alias,
                    "the alias *" + alias.getAnchor() + " names no anchor above it; write a value that begins with *"
                            + " in quotes");
        }
        if (target.isEmpty()) {
            throw fault(alias, "the alias *" + alias.getAnchor() + " stands for a collection that contains it");
        }
        count(target.get().size(), alias);
        return target.get();
    }

    private void count(long more, Event event) {
        nodes += more;
        if (nodes > limits.yamlNodes()) {
            String what = event instanceof AliasEvent ? "with its aliases this file" : "this file";
            throw limit(event, what + " has more than " + limits.yamlNodes() + " values (limit yamlNodes)");
        }
    }

    private Tree sequence(CollectionStartEvent start, int depth) {
        List<Tree> items = new ArrayList<>();
        Mark end = start.getEndMark();
        Event event = parser.getEvent();
        while (!event.is(Event.ID.SequenceEnd)) {
            items.add(node(event, depth + 1).tree());
            end = event.getEndMark();
            event = parser.getEvent();
        }
        return new Tree.Sequence(items, origin(start, event, items.isEmpty() ? end : null, last(items)));
    }

    private static Optional<Location> last(List<Tree> items) {
        return items.isEmpty()
                ? Optional.empty()
                : items.get(items.size() - 1).origin().location();
    }

    private Tree mapping(CollectionStartEvent start, int depth) {
        MappingBuilder own = new MappingBuilder();
        Map<String, Location> keys = new HashMap<>();
        List<Tree.Mapping> merged = new ArrayList<>();
        Optional<Location> last = Optional.empty();
        Event event = parser.getEvent();
        while (!event.is(Event.ID.MappingEnd)) {
            if (isMerge(event)) {
                Event value = parser.getEvent();
                merge(value, node(value, depth + 1).tree(), merged);
            } else {
                String key = key(event, depth);
                Location place = marks.range(event.getStartMark(), event.getEndMark());
                Location before = keys.put(key, place);
                if (before != null) {
                    duplicate(key, before, place);
                }
                Tree value = node(parser.getEvent(), depth + 1).tree();
                own.put(key, Optional.of(place), value);
                last = value.origin().location().filter(location -> location.compareTo(place) > 0);
                last = last.or(() -> Optional.of(place));
            }
            event = parser.getEvent();
        }
        Origin origin = origin(start, event, null, last);
        Tree.Mapping mapping = own.build(origin);
        if (merged.isEmpty()) {
            return mapping;
        }
        // What is merged comes first; among several the first one wins, and the mapping's own keys win over all.
        MappingBuilder all = new MappingBuilder();
        Collections.reverse(merged);
        merged.forEach(all::putAll);
        return all.putAll(mapping).build(origin);
    }

    private static boolean isMerge(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getTag() == null
                && scalar.getValue().equals("<<");
    }

    private void merge(Event event, Tree value, List<Tree.Mapping> merged) {
        if (value instanceof Tree.Mapping mapping) {
            merged.add(mapping);
            return;
        }
        if (value instanceof Tree.Sequence sequence
                && sequence.items().stream().allMatch(Tree.Mapping.class::isInstance)) {
            sequence.items().forEach(item -> merged.add((Tree.Mapping) item));
            return;
        }
        throw fault(event, "the merge key << takes a mapping or a list of mappings, not " + Trees.kind(value));
    }

    private void duplicate(String key, Location before, Location place) {
        diagnostics.notice(
                place,
                "duplicate-key",
                "the key '" + key + "' is already in this mapping, in line "
                        + before.start().line() + "; only this last one counts");
    }

    private String key(Event event, int depth) {
        if (event instanceof ScalarEvent scalar) {
            count(1, event);
            Tree.Scalar value = (Tree.Scalar) scalar(scalar);
            anchor(scalar, Optional.of(new Composed(value, 1)));
            return options.keysAsWritten() ? scalar.getValue() : keyText(value);
        }
        if (event instanceof AliasEvent alias && alias(alias).tree() instanceof Tree.Scalar value) {
            return keyText(value);
        }
        if (event instanceof MappingStartEvent && text(event, 2).equals("{{") || depth > 0 && jinja(event)) {
            throw fault(event, "a value that begins with {{ must be quoted: \"{{ ... }}\"");
        }
        throw fault(event, "a key must be text, not a collection");
    }

    private boolean jinja(Event event) {
        int offset = marks.offset(event.getStartMark());
        return event instanceof MappingStartEvent
                && offset > 0
                && marks.file().text().startsWith("{{", offset - 1);
    }

    private String text(Event event, int length) {
        int offset = marks.offset(event.getStartMark());
        String text = marks.file().text();
        return text.substring(offset, Math.min(text.length(), offset + length));
    }

    /** The text that Python's JSON writes for a key. */
    private static String keyText(Tree.Scalar key) {
        return key.value() == null ? "null" : key.value().toString();
    }

    private Tree scalar(ScalarEvent event) {
        Location place = marks.range(event.getStartMark(), event.getEndMark());
        Origin origin = Origin.of(place, options.layer());
        String tag = event.getTag();
        String text = event.getValue();
        if (tag == null) {
            return event.isPlain() ? plain(event, YamlScalars.typeOf(text), origin) : new Tree.Scalar(text, origin);
        }
        if (tag.equals(CORE + "str") || tag.equals(CORE + "binary") || tag.equals("!")) {
            return new Tree.Scalar(text, origin);
        }
        for (YamlScalars.Type type : YamlScalars.Type.values()) {
            if (tag.equals(CORE + name(type))) {
                return typed(event, type, origin);
            }
        }
        unknownTag(tag, place);
        return event.isPlain() ? plain(event, YamlScalars.typeOf(text), origin) : new Tree.Scalar(text, origin);
    }

    private static String name(YamlScalars.Type type) {
        return switch (type) {
            case NULL -> "null";
            case BOOL -> "bool";
            case INT -> "int";
            case FLOAT -> "float";
            case TIMESTAMP -> "timestamp";
            case MERGE -> "merge";
            case TEXT -> "str";
        };
    }

    /** A scalar whose tag states its type. */
    private Tree typed(ScalarEvent event, YamlScalars.Type type, Origin origin) {
        YamlScalars.Type found = YamlScalars.typeOf(event.getValue());
        boolean fits = found == type
                || type == YamlScalars.Type.NULL
                || type == YamlScalars.Type.FLOAT && found == YamlScalars.Type.INT;
        if (!fits) {
            throw fault(event, "'" + event.getValue() + "' is no value of the type !!" + name(type));
        }
        return plain(event, type, origin);
    }

    private Tree plain(ScalarEvent event, YamlScalars.Type type, Origin origin) {
        String text = event.getValue();
        return switch (type) {
            case NULL -> new Tree.Scalar(null, origin);
            case BOOL -> new Tree.Scalar(YamlScalars.truth(text).orElseThrow(), origin);
            case INT -> new Tree.Scalar(YamlScalars.integer(text).orElse(text), origin);
            case FLOAT ->
                new Tree.Scalar(
                        YamlScalars.typeOf(text) == YamlScalars.Type.INT
                                ? YamlScalars.integer(text).orElse(text)
                                : YamlScalars.decimal(text),
                        origin);
            case TIMESTAMP -> new Tree.Scalar(timestamp(event, text), origin);
            case MERGE, TEXT -> new Tree.Scalar(text, origin);
        };
    }

    private String timestamp(ScalarEvent event, String text) {
        if (options.timestampsAsText()) {
            return text;
        }
        return YamlTimestamps.iso(text)
                .orElseThrow(() -> fault(
                        event, "there is no such date or time: " + text + "; put it in quotes if it is meant as text"));
    }

    private void tagged(CollectionStartEvent start) {
        String tag = start.getTag();
        if (tag != null && !tag.equals("!") && !tag.startsWith(CORE)) {
            unknownTag(tag, marks.range(start.getStartMark(), start.getStartMark()));
        }
    }

    private void unknownTag(String tag, Location place) {
        diagnostics.notice(
                place, "unknown-tag", "the tag " + tag + " has no meaning here; the value is taken as it is written");
    }

    /** From the start of a collection to its closing bracket, or to the end of its last value. */
    private Origin origin(CollectionStartEvent start, Event endEvent, Mark emptyEnd, Optional<Location> last) {
        Mark end = start.isFlow() ? endEvent.getEndMark() : emptyEnd == null ? start.getEndMark() : emptyEnd;
        Location location = marks.range(start.getStartMark(), end);
        if (!start.isFlow() && last.isPresent() && last.get().end().compareTo(location.start()) > 0) {
            location =
                    new Location(location.file(), location.start(), last.get().end());
        }
        return Origin.of(location, options.layer());
    }

    private YamlFault fault(Event event, String message) {
        return new YamlFault(Problem.at(marks.point(event.getStartMark()), Problem.Kind.INVALID_SYNTAX, message));
    }

    private YamlFault limit(Event event, String message) {
        return new YamlFault(Problem.at(marks.point(event.getStartMark()), Problem.Kind.LIMIT_EXCEEDED, message));
    }
}
