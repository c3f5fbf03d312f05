package dev.bylaw.rego.internal.yaml;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.format.FloatText;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.value.Utf8;
import dev.bylaw.rego.internal.yaml.ScalarResolver.Kind;
import dev.bylaw.rego.internal.yaml.ScalarResolver.Scalar;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the first document of a YAML text; the others must be YAML too. The last of equal keys wins, keys become strings,
 * merge keys are applied, and what aliases stand for is shared.
 */
public final class YamlReader {
    /** Collections in each other deeper than this are refused. */
    public static final int MAX_DEPTH = JsonReader.MAX_DEPTH;

    /** Up to so many nodes nearly all may come from aliases; beyond it fewer and fewer. */
    private static final long ALIAS_RANGE_LOW = 400_000;

    private static final long ALIAS_RANGE_HIGH = 4_000_000;
    private static final String PREFIX = "yaml: ";
    private static final String LONG_TAG = "tag:yaml.org,2002:";

    /** What a node became: its value, how many nodes it has, and whether it is a mapping or a plain scalar. */
    private record Node(Value value, long size, boolean isMapping, boolean isSequence, String key, boolean isMerge) {}

    private final Parser parser;
    private final Map<String, Node> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private long nodes;
    private long aliased;
    private int depth;

    private YamlReader(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        parser = new ParserImpl(new StreamReader(text), options);
    }

    /**
     * Reads a text.
     *
     * @return the first document; null where there is none
     * @throws YamlSyntaxException if it is not YAML or has no form in JSON
     */
    public static Value read(String text) {
        try {
            return new YamlReader(text).stream();
        } catch (MarkedYAMLException e) {
            throw YamlProblems.of(e, text.codePointCount(0, text.length()));
        } catch (YAMLException e) {
            throw YamlProblems.of(e);
        }
    }

    private Value stream() {
        parser.getEvent();
        Value first = NullValue.NULL;
        boolean any = false;
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            Event event = parser.getEvent();
            if (event.is(Event.ID.DocumentStart) && !any) {
                any = true;
                first = node().value();
            }
        }
        return first;
    }

    private static YamlSyntaxException fault(String message, Event event) {
        Mark mark = event.getStartMark();
        String problem = message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
        return new YamlSyntaxException(message, problem, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Node node() {
        Event event = parser.getEvent();
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        count(1, 0, event);
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            open.add(anchor);
        }
        Node node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar);
        } else if (event instanceof SequenceStartEvent sequence) {
            node = sequence(sequence);
        } else {
            node = mapping((MappingStartEvent) event);
        }
        if (anchor != null) {
            open.remove(anchor);
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node alias(AliasEvent event) {
        if (open.contains(event.getAnchor())) {
            throw fault("yaml: anchor '" + event.getAnchor() + "' value contains itself", event);
        }
        Node node = anchors.get(event.getAnchor());
        if (node == null) {
            throw fault("yaml: unknown anchor '" + event.getAnchor() + "' referenced", event);
        }
        count(1 + node.size(), node.size(), event);
        return node;
    }

    private void count(long more, long moreAliased, Event event) {
        nodes += more;
        aliased += moreAliased;
        if (aliased > 100 && nodes > 1000 && (double) aliased / nodes > allowedRatio()) {
            throw fault("yaml: document contains excessive aliasing", event);
        }
    }

    private double allowedRatio() {
        if (nodes <= ALIAS_RANGE_LOW) {
            return 0.99;
        }
        if (nodes >= ALIAS_RANGE_HIGH) {
            return 0.10;
        }
        return 0.99 - 0.89 * ((double) (nodes - ALIAS_RANGE_LOW) / (ALIAS_RANGE_HIGH - ALIAS_RANGE_LOW));
    }

    private void enter(Event event) {
        if (++depth > MAX_DEPTH) {
            throw fault("yaml: exceeded max depth of " + MAX_DEPTH, event);
        }
    }

    private Node sequence(SequenceStartEvent start) {
        enter(start);
        long before = nodes;
        ArrayValue.Builder out = ArrayValue.builder();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            out.add(node().value());
        }
        parser.getEvent();
        depth--;
        return new Node(out.build(), nodes - before + 1, false, true, null, false);
    }

    private Node mapping(MappingStartEvent start) {
        enter(start);
        long before = nodes;
        Map<String, Value> entries = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = parser.peekEvent();
            Node key = node();
            if (key.isMerge()) {
                merged.addAll(merged(keyEvent));
                continue;
            }
            if (key.key() == null) {
                String kind = key.value().type().text();
                boolean scalar = !key.isMapping() && !key.isSequence();
                throw fault(
                        scalar ? "unsupported map key of type: " + kind : "yaml: invalid map key: " + kind, keyEvent);
            }
            entries.put(key.key(), node().value());
        }
        parser.getEvent();
        depth--;
        for (Node mapping : merged) {
            ObjectValue object = (ObjectValue) mapping.value();
            for (int i = 0; i < object.size(); i++) {
                entries.putIfAbsent(((StringValue) object.keyAt(i)).value(), object.valueAt(i));
            }
        }
        ObjectValue.Builder out = ObjectValue.builder();
        entries.forEach(out::put);
        return new Node(out.build(), nodes - before + 1, true, false, null, false);
    }

    /** The mappings that a merge key takes in: one, or those of a sequence. */
    private List<Node> merged(Event keyEvent) {
        List<Node> mappings = new ArrayList<>();
        if (parser.checkEvent(Event.ID.SequenceStart)) {
            Event start = parser.getEvent();
            enter(start);
            String anchor = ((NodeEvent) start).getAnchor();
            while (!parser.checkEvent(Event.ID.SequenceEnd)) {
                mappings.add(node());
            }
            parser.getEvent();
            depth--;
            if (anchor != null) {
                ArrayValue.Builder all = ArrayValue.builder();
                mappings.forEach(mapping -> all.add(mapping.value()));
                anchors.put(anchor, new Node(all.build(), 1 + mappings.size(), false, true, null, false));
            }
        } else {
            mappings.add(node());
        }
        for (Node mapping : mappings) {
            if (!mapping.isMapping()) {
                throw fault("yaml: map merge requires map or sequence of maps as the value", keyEvent);
            }
        }
        return mappings;
    }

    private Node scalar(ScalarEvent event) {
        String text = event.getValue();
        if (!Utf8.replaceInvalid(text).equals(text)) {
            throw fault("yaml: found invalid Unicode character escape code", event);
        }
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        String tag = event.getTag();
        if (tag != null && tag.startsWith(LONG_TAG)) {
            tag = "!!" + tag.substring(LONG_TAG.length());
        }
        if (tag == null || tag.equals("!")) {
            if (!plain) {
                return leaf(StringValue.of(text), text);
            }
            if (text.equals("<<")) {
                return new Node(StringValue.of(text), 1, false, false, text, true);
            }
            Scalar scalar = ScalarResolver.resolve(text);
            // A time that nobody asked for is the string it was.
            return scalar.kind() == Kind.TIME ? leaf(StringValue.of(text), text) : leaf(scalar, text, event);
        }
        if (tag.equals("!!merge")) {
            return new Node(StringValue.of(text), 1, false, false, text, true);
        }
        if (tag.equals("!!binary")) {
            return binary(text, event);
        }
        Kind wanted = Kind.of(tag);
        if (wanted == null || wanted == Kind.STRING) {
            return leaf(StringValue.of(text), text);
        }
        Scalar scalar = ScalarResolver.resolve(text);
        if (wanted == Kind.FLOAT && scalar.kind() == Kind.INTEGER) {
            scalar = new Scalar(Kind.FLOAT, scalar.integer(), scalar.integer().doubleValue());
        }
        if (scalar.kind() != wanted) {
            throw fault("yaml: cannot decode " + scalar.kind().tag() + " `" + text + "` as a " + tag, event);
        }
        return leaf(scalar, text, event);
    }

    private static Node leaf(Value value, String key) {
        return new Node(value, 1, false, false, key, false);
    }

    private Node leaf(Scalar scalar, String text, ScalarEvent event) {
        return switch (scalar.kind()) {
            case NULL -> leaf(NullValue.NULL, null);
            case BOOLEAN -> {
                boolean truth = (text.charAt(0) | 0x20) == 't';
                yield leaf(BooleanValue.of(truth), Boolean.toString(truth));
            }
            case INTEGER ->
                leaf(NumberValue.of(scalar.integer()), scalar.integer().toString());
            case FLOAT -> number(scalar.number(), event);
            case TIME -> leaf(StringValue.of(ScalarResolver.time(text)), text);
            case STRING -> leaf(StringValue.of(text), text);
        };
    }

    private Node number(double number, ScalarEvent event) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            String text = Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
            throw fault("json: unsupported value: " + text, event);
        }
        // Keys have the precision of a float.
        String key = FloatText.formatSingle((float) number);
        return leaf(NumberValue.parse(ScalarResolver.json(number)), key);
    }

    private Node binary(String text, ScalarEvent event) {
        try {
            String plain = text.replace("\n", "").replace("\r", "");
            String decoded = Utf8.decode(Base64.getDecoder().decode(plain));
            String shown = Utf8.replaceInvalid(decoded);
            return leaf(StringValue.of(shown), shown);
        } catch (IllegalArgumentException e) {
            throw fault("yaml: !!binary value contains invalid base64 data", event);
        }
    }
}
