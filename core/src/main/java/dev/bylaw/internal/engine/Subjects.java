package dev.bylaw.internal.engine;

import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.text.Stop;
import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.SubjectKind;
import dev.bylaw.workspace.Element;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Lists what rules are asked about, by kind; what may be there without being listed is asked about too. */
final class Subjects {
    /** The elements that have columns. */
    private static final List<SubjectKind> WITH_COLUMNS =
            List.of(SubjectKind.MODEL, SubjectKind.SOURCE, SubjectKind.SEED, SubjectKind.SNAPSHOT);

    private final Document document;
    private final ObjectValue workspace;
    private final Places places;
    private final Stop stop;
    private final Map<SubjectKind, List<Subject>> byKind = new EnumMap<>(SubjectKind.class);

    Subjects(Document document, ObjectValue workspace, BooleanSupplier stopped) {
        this.stop = new Stop(stopped);
        this.document = document;
        this.workspace = workspace;
        this.places = new Places(document);
    }

    /** {@return the subjects of a kind, sorted by id} */
    List<Subject> of(SubjectKind kind) {
        return byKind.computeIfAbsent(kind, this::list);
    }

    private List<Subject> list(SubjectKind kind) {
        if (kind == SubjectKind.WORKSPACE) {
            return List.of(new Subject(
                    new Element(kind.id(), "workspace", "workspace"),
                    Map.of(kind.inputKey(), workspace),
                    document.root(),
                    Optional.empty(),
                    Places.location(document.root()),
                    Doubt.NONE,
                    false));
        }
        List<Subject> subjects = new ArrayList<>();
        if (kind == SubjectKind.COLUMN) {
            WITH_COLUMNS.forEach(owner -> of(owner).stream()
                    .filter(subject -> !subject.hypothetical())
                    .forEach(subject -> {
                        stop.check();
                        columns(owner, subject, subjects);
                    }));
            return subjects;
        }
        Optional<Tree.Mapping> collection = places.collection(kind);
        if (collection.isEmpty() || !(value(kind) instanceof ObjectValue values)) {
            return subjects;
        }
        new TreeMap<>(collection.get().entries()).forEach((id, entry) -> {
            stop.check();
            if (entry.value() instanceof Tree.Mapping tree && values.get(id) instanceof ObjectValue value) {
                subjects.add(new Subject(
                        Places.named(kind, id, tree),
                        Map.of(kind.inputKey(), value),
                        tree,
                        Optional.empty(),
                        Places.location(tree),
                        existence(values, id),
                        false));
            }
        });
        if (!values.open().isNone()) {
            subjects.add(hypothetical(kind, values.open(), collection.get()));
        }
        return subjects;
    }

    private static Doubt existence(ObjectValue collection, String id) {
        int index = collection.indexOf(StringValue.of(id));
        return index < 0 ? Doubt.NONE : collection.memberDoubt(index);
    }

    private Value value(SubjectKind kind) {
        Value value = workspace;
        for (String step : kind.collection().split("/")) {
            value = value instanceof ObjectValue object ? object.get(step) : null;
        }
        return value;
    }

    /** An element that may be there: of a package that is not here, which offers nothing of this product. */
    private static Subject hypothetical(SubjectKind kind, Doubt doubt, Tree.Mapping collection) {
        ObjectValue.Builder known = ObjectValue.builder().open(doubt);
        resourceType(kind).ifPresent(type -> known.put("resource_type", StringValue.of(type)));
        if (kind == SubjectKind.MODEL) {
            known.put(
                    "output",
                    ObjectValue.builder()
                            .put("value", BooleanValue.FALSE)
                            .put("because", ArrayValue.EMPTY)
                            .build());
        }
        ObjectValue value = known.build();
        return new Subject(
                new Element(SubjectKind.WORKSPACE.id(), "workspace", "workspace"),
                Map.of(kind.inputKey(), value),
                collection,
                Optional.empty(),
                Places.location(collection),
                Doubt.NONE,
                true);
    }

    /** The name that dbt has for a kind; empty for what is not of dbt. */
    private static Optional<String> resourceType(SubjectKind kind) {
        return switch (kind) {
            case MODEL, SOURCE, SEED, SNAPSHOT, EXPOSURE, MACRO, GROUP -> Optional.of(kind.id());
            case DATA_TEST -> Optional.of("test");
            case WORKSPACE, PRODUCT, CONTRACT, COLUMN, BUCKET, IAM_POLICY -> Optional.empty();
        };
    }

    private static void columns(SubjectKind kind, Subject owner, List<Subject> into) {
        ObjectValue element = owner.values().get(kind.inputKey());
        if (!(owner.tree().get("columns").orElse(null) instanceof Tree.Mapping columns)
                || !(element.get("columns") instanceof ObjectValue values)) {
            return;
        }
        new TreeMap<>(columns.entries()).forEach((name, entry) -> {
            if (entry.value() instanceof Tree.Mapping tree && values.get(name) instanceof ObjectValue value) {
                into.add(new Subject(
                        new Element(SubjectKind.COLUMN.id(), owner.element().id() + Places.COLUMN_MARK + name, name),
                        Map.of(SubjectKind.COLUMN.inputKey(), value, kind.inputKey(), element),
                        tree,
                        Optional.of(owner.tree()),
                        Places.location(tree).or(owner::location),
                        owner.existence(),
                        false));
            }
        });
        if (!values.open().isNone()) {
            // Columns that may be there: all that is known of them is whose they would be.
            ObjectValue value = ObjectValue.builder().open(values.open()).build();
            into.add(new Subject(
                    owner.element(),
                    Map.of(SubjectKind.COLUMN.inputKey(), value, kind.inputKey(), element),
                    columns,
                    Optional.of(owner.tree()),
                    owner.location(),
                    owner.existence(),
                    true));
        }
    }

    /** {@return how many elements of each kind there are, without those that only may be there} */
    static int count(List<Subject> subjects) {
        return (int)
                subjects.stream().filter(subject -> !subject.hypothetical()).count();
    }

    /** {@return a pointer from a column's owner as one from the column, where it leads into the column} */
    static Optional<String> withinColumn(Subject subject, String pointer) {
        String prefix = Pointer.child("/columns", subject.element().name());
        return subject.owner().isPresent() && (pointer.equals(prefix) || pointer.startsWith(prefix + "/"))
                ? Optional.of(pointer.substring(prefix.length()))
                : Optional.empty();
    }
}
