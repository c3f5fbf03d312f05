package dev.bylaw.rego.conformance;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A case of OPA's conformance suite; the fields are those of the suite's files. */
public record ConformanceCase(String file, ObjectValue fields) {
    /** All cases of a folder, sorted by file. */
    public static List<ConformanceCase> load(Path folder) throws IOException {
        List<ConformanceCase> cases = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(64 << 20);
        for (Path file : files) {
            Node document = new Yaml(options).compose(Files.newBufferedReader(file));
            ObjectValue root = (ObjectValue) value(document);
            for (Value item : ((ArrayValue) root.get("cases")).items()) {
                cases.add(new ConformanceCase(folder.relativize(file).toString(), (ObjectValue) item));
            }
        }
        return cases;
    }

    private static Value value(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectValue.Builder object = ObjectValue.builder();
            for (NodeTuple entry : mapping.getValue()) {
                object.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode()));
            }
            return object.build();
        }
        if (node instanceof SequenceNode sequence) {
            return ArrayValue.of(
                    sequence.getValue().stream().map(ConformanceCase::value).toList());
        }
        ScalarNode scalar = (ScalarNode) node;
        String text = scalar.getValue();
        return switch (scalar.getTag().getValue()) {
            case "tag:yaml.org,2002:null" -> NullValue.NULL;
            case "tag:yaml.org,2002:bool" -> BooleanValue.of(text.equalsIgnoreCase("true"));
            case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float" -> NumberValue.parse(text);
            default -> StringValue.of(text);
        };
    }

    String note() {
        return text("note").orElseThrow();
    }

    public Optional<Value> field(String name) {
        // As in Go, null is a field that is not there.
        return Optional.ofNullable(fields.get(name)).filter(value -> value != NullValue.NULL);
    }

    public Optional<String> text(String name) {
        return field(name).map(value -> ((StringValue) value).value());
    }

    boolean flag(String name) {
        return field(name).map(Value::isTruthy).orElse(false);
    }

    public List<String> modules() {
        return field("modules")
                .map(value -> ((ArrayValue) value)
                        .items().stream()
                                .map(item -> ((StringValue) item).value())
                                .toList())
                .orElse(List.of());
    }
}
