package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.syntax.AnnotationBlock;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The schemas that metadata gives the documents a rule looks at. */
final class SchemaAnnotations {
    private static final Shape.Rest ANYTHING = new Shape.Rest(Shape.ANY, Shape.ANY);

    private final List<SourceModule> modules;
    private final Map<String, ObjectValue> schemas;
    private final boolean used;

    /**
     * The annotations of modules.
     *
     * @param modules the modules
     * @param schemas the schemas that annotations may name, by name: "schema.users"; if empty, names are ignored
     */
    SchemaAnnotations(List<SourceModule> modules, Map<String, ObjectValue> schemas) {
        this.modules = modules;
        this.schemas = schemas;
        this.used = modules.stream()
                .flatMap(module -> module.annotations().stream())
                .anyMatch(block -> block.field("schemas").isPresent());
    }

    /** Puts the documents of a rule into an environment: those of wider scopes first. */
    void apply(RuleGroup group, RuleGroup.Source source, Environment environment, TypeErrors errors) {
        if (!used) {
            return;
        }
        for (AnnotationBlock block : blocks(group, source)) {
            if (block.metadata().get("schemas") instanceof ArrayValue annotations) {
                for (Value annotation : annotations.items()) {
                    apply((ObjectValue) annotation, source.rule().at(), environment, errors);
                }
            }
        }
    }

    private List<AnnotationBlock> blocks(RuleGroup group, RuleGroup.Source source) {
        List<String> path = source.module().packagePath();
        List<AnnotationBlock> subpackages = new ArrayList<>();
        List<AnnotationBlock> packages = new ArrayList<>();
        List<AnnotationBlock> documents = new ArrayList<>();
        List<AnnotationBlock> rules = new ArrayList<>();
        for (SourceModule module : modules) {
            for (AnnotationBlock block : module.annotations()) {
                List<String> other = module.packagePath();
                switch (block.scope()) {
                    case AnnotationBlock.SUBPACKAGES -> {
                        if (path.size() >= other.size()
                                && path.subList(0, other.size()).equals(other)) {
                            subpackages.add(block);
                        }
                    }
                    case AnnotationBlock.PACKAGE -> {
                        if (path.equals(other)) {
                            packages.add(block);
                        }
                    }
                    case AnnotationBlock.DOCUMENT -> {
                        if (group.sources().stream()
                                .anyMatch(any -> any.module() == module && belongs(block, any.rule()))) {
                            documents.add(block);
                        }
                    }
                    default -> {
                        if (module == source.module() && belongs(block, source.rule())) {
                            rules.add(block);
                        }
                    }
                }
            }
        }
        subpackages.addAll(packages);
        subpackages.addAll(documents);
        subpackages.addAll(rules);
        return subpackages;
    }

    private static boolean belongs(AnnotationBlock block, Rule rule) {
        return block.target().filter(row -> row == rule.at().row()).isPresent();
    }

    private void apply(ObjectValue annotation, RegoLocation at, Environment environment, TypeErrors errors) {
        Optional<ObjectValue> schema;
        if (annotation.get("definition") instanceof ObjectValue definition) {
            schema = Optional.of(definition);
        } else {
            String name = String.join(".", texts(annotation.get("schema")));
            if (schemas.isEmpty()) {
                return;
            }
            schema = Optional.ofNullable(schemas.get(name));
            if (schema.isEmpty()) {
                errors.schema(
                        at, "undefined schema: " + name, "give a schema of this name when the policy is compiled");
                return;
            }
        }
        List<String> path = texts(annotation.get("path"));
        try {
            put(path, SchemaShapes.of(schema.get()), environment);
        } catch (SchemaShapes.SchemaException e) {
            errors.schema(
                    at, e.getMessage(), "schemas hold type, properties, items, anyOf, allOf and $ref within them");
        }
    }

    private static List<String> texts(Value path) {
        List<String> texts = new ArrayList<>();
        if (path instanceof ArrayValue steps) {
            steps.items().forEach(step -> texts.add(step instanceof StringValue text ? text.value() : step.toString()));
        }
        return texts;
    }

    /** Gives a document its shape; what lies around it keeps its own. */
    private static void put(List<String> path, Shape shape, Environment environment) {
        Value root = StringValue.of(path.get(0));
        Shape whole = path.size() == 1
                ? shape
                : inside(environment.reference(root, List.of()), path.subList(1, path.size()), shape);
        environment.documents().put(List.of(root), whole);
    }

    private static Shape inside(Shape around, List<String> path, Shape shape) {
        Shape.ObjectOf object = around instanceof Shape.ObjectOf known ? known : null;
        Map<Value, Shape> entries = new TreeMap<>(object == null ? Map.of() : object.entries());
        Optional<Shape.Rest> rest = object == null ? Optional.of(ANYTHING) : object.rest();
        Value key = StringValue.of(path.get(0));
        Shape before = entries.getOrDefault(key, Shape.ANY);
        entries.put(key, path.size() == 1 ? shape : inside(before, path.subList(1, path.size()), shape));
        return Shape.object(entries, rest);
    }
}
