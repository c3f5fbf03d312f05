package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the YAML of a metadata block to values, with the place of each.
 *
 * <p>OPA reads it with Go's yaml.v3; scalars are taken as {@link YamlScalars} says. Aliases and merge keys are followed.
 */
final class MetadataYaml {
    /** How deep the values may be nested. */
    static final int MAX_DEPTH = 50;

    /** How many aliases of collections a block may have. */
    static final int MAX_ALIASES = 50;

    /** How many values a block may have when its aliases are followed. */
    static final int MAX_VALUES = 20_000;

    /** What a plain scalar without a tag has for a tag; what it means is decided later. */
    /** What is said of a colon within a text. */
    private static final String COLON = ": mapping values are not allowed";

    private static final String QUOTE = "; put a text with a colon in it into quotes";

    private static final Tag PLAIN = new Tag("tag:bylaw.dev,2026:plain");

    private static final String MERGE = "<<";

    private final String file;
    private final List<SourceModule.Comment> lines;
    private final Map<String, RegoLocation> places = new LinkedHashMap<>();
    private int values;

    /**
     * A reader of a block.
     *
     * @param lines the comments below the line {@code # METADATA}, at least one
     */
    MetadataYaml(String file, List<SourceModule.Comment> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** {@return where each value stands, by its JSON pointer, after {@link #read}} */
    Map<String, RegoLocation> places() {
        return places;
    }

    /**
     * Reads the block.
     *
     * @throws ParseFailure if it is no YAML mapping
     */
    ObjectValue read() {
        Node root = compose();
        if (!(root instanceof MappingNode mapping)) {
            throw failure(
                    root,
                    "the metadata is no YAML mapping: expected lines such as `# title: ...`" + missingSpace(root));
        }
        return object(mapping, "", 1);
    }

    private Node compose() {
        StringBuilder text = new StringBuilder();
        for (SourceModule.Comment line : lines) {
            text.append(withoutSpace(line.text())).append('\n');
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(Scanner.MAX_LENGTH);
        try {
            Composer composer = new Composer(
                    new ParserImpl(new StreamReader(text.toString()), options), new PlainResolver(), options);
            Node root = composer.getSingleNode();
            if (root == null) {
                throw new ParseFailure(
                        lines.get(0).at(), "the metadata has no fields: expected lines such as `# title: ...`", 0);
            }
            return root;
        } catch (MarkedYAMLException wrong) {
            Mark mark = wrong.getProblemMark() == null ? wrong.getContextMark() : wrong.getProblemMark();
            String problem = wrong.getProblem() == null ? "" : ": " + wrong.getProblem();
            if (problem.endsWith("another document")) {
                problem = ": a block is a single document";
            }
            throw new ParseFailure(
                    mark == null ? lines.get(0).at() : at(mark, mark),
                    "yaml" + problem,
                    "the metadata is no valid YAML" + problem + (problem.startsWith(COLON) ? QUOTE : ""),
                    0);
        } catch (YAMLException wrong) {
            String problem =
                    String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
            throw new ParseFailure(
                    lines.get(0).at(), "yaml: " + problem, "the metadata is no valid YAML: " + problem, 0);
        }
    }

    private static String withoutSpace(String comment) {
        return comment.startsWith(" ") ? comment.substring(1) : comment;
    }

    private String missingSpace(Node root) {
        return root instanceof ScalarNode scalar && scalar.getValue().contains(":")
                ? "; a space is missing behind the colon"
                : "";
    }

    private ObjectValue object(MappingNode mapping, String pointer, int depth) {
        count(mapping);
        Map<String, Value> entries = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (keyNode.getTag().equals(PLAIN)
                    && ((ScalarNode) keyNode).getValue().equals(MERGE)) {
                merged.add(tuple.getValueNode());
                continue;
            }
            String key = key(keyNode, depth);
            String place = pointer + "/" + escaped(key);
            if (entries.containsKey(key)) {
                throw failure(keyNode, "`" + Slips.shown(key) + "` stands twice in the metadata");
            }
            places.put(place, entryPlace(keyNode, tuple.getValueNode()));
            entries.put(key, value(tuple.getValueNode(), place, depth + 1));
        }
        // What is written itself comes before what is merged, and of that the first.
        for (Node node : merged) {
            merge(node, entries, pointer, depth);
        }
        ObjectValue.Builder builder = ObjectValue.builder();
        entries.forEach((key, value) -> builder.put(StringValue.of(key), value));
        return builder.build();
    }

    private void merge(Node node, Map<String, Value> entries, String pointer, int depth) {
        checkDepth(node, depth + 1);
        if (node instanceof SequenceNode sequence) {
            for (Node each : sequence.getValue()) {
                mergeMapping(each, entries, pointer, depth);
            }
        } else {
            mergeMapping(node, entries, pointer, depth);
        }
    }

    private void mergeMapping(Node node, Map<String, Value> entries, String pointer, int depth) {
        if (!(node instanceof MappingNode mapping)) {
            throw failure(node, "`<<` merges a mapping or a list of mappings");
        }
        Map<String, RegoLocation> before = new LinkedHashMap<>(places);
        ObjectValue values = object(mapping, pointer, depth + 1);
        places.putAll(before);
        for (Value key : values.keys()) {
            entries.putIfAbsent(((StringValue) key).value(), values.get(key));
        }
    }

    /** The text of a key; below the first two levels OPA wants a string, above it takes any scalar as text. */
    private String key(Node node, int depth) {
        if (!(node instanceof ScalarNode scalar)) {
            throw failure(node, "a key of the metadata is a string");
        }
        if (depth > 2 && !(scalar(scalar) instanceof StringValue)) {
            throw failure(
                    node,
                    "a key of the metadata is a string; write quotes around `" + Slips.shown(scalar.getValue()) + "`");
        }
        return scalar.getValue();
    }

    private Value value(Node node, String pointer, int depth) {
        checkDepth(node, depth);
        count(node);
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                String place = pointer + "/" + items.size();
                places.put(place, at(item.getStartMark(), item.getEndMark()));
                items.add(value(item, place, depth + 1));
            }
            return ArrayValue.of(items.toArray(Value[]::new));
        }
        ScalarNode scalar = (ScalarNode) node;
        Value value = scalar(scalar);
        boolean isText = MetadataFields.isText(pointer) && !value.equals(NullValue.NULL);
        return isText ? StringValue.of(scalar.getValue()) : value;
    }

    private void count(Node node) {
        if (++values > MAX_VALUES) {
            throw failure(node, "the metadata has more than " + MAX_VALUES + " values");
        }
    }

    private void checkDepth(Node node, int depth) {
        if (depth > MAX_DEPTH) {
            throw failure(node, "the metadata is nested deeper than " + MAX_DEPTH + " levels, or contains itself");
        }
    }

    private Value scalar(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(PLAIN)) {
            return YamlScalars.plain(node.getValue());
        }
        Optional<Value> tagged = YamlScalars.tagged(tag.getValue(), node.getValue());
        return tagged.orElseThrow(() -> failure(
                node,
                "`" + Slips.shown(node.getValue()) + "` is no value of the tag "
                        + tag.getValue().replace("tag:yaml.org,2002:", "!!")));
    }

    /** From the key of an entry to the end of its value, if that is in the same line. */
    private RegoLocation entryPlace(Node key, Node value) {
        Mark end = value instanceof ScalarNode
                        && value.getEndMark().getLine() == key.getStartMark().getLine()
                ? value.getEndMark()
                : key.getEndMark();
        // An alias stands elsewhere than its anchor.
        return at(key.getStartMark(), end.getIndex() < key.getEndMark().getIndex() ? key.getEndMark() : end);
    }

    private ParseFailure failure(Node node, String message) {
        return new ParseFailure(at(node.getStartMark(), node.getEndMark()), message, 0);
    }

    private RegoLocation at(Mark start, Mark end) {
        return new RegoLocation(file, row(start), column(start), row(end), column(end));
    }

    private SourceModule.Comment line(Mark mark) {
        return lines.get(Math.min(mark.getLine(), lines.size() - 1));
    }

    private int row(Mark mark) {
        return line(mark).at().row();
    }

    private int column(Mark mark) {
        SourceModule.Comment line = line(mark);
        if (mark.getLine() >= lines.size()) {
            return line.at().endColumn();
        }
        int before = line.text().startsWith(" ") ? 2 : 1;
        return line.at().column() + before + mark.getColumn();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** Leaves it open what plain scalars are. */
    private static final class PlainResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: YAML 1.1, which they follow, takes more for booleans and numbers than OPA does.
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return switch (kind) {
                case sequence -> Tag.SEQ;
                case mapping -> Tag.MAP;
                default -> implicit ? PLAIN : Tag.STR;
            };
        }
    }
}
