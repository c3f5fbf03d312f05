package dev.bylaw.internal.rule;

import dev.bylaw.rego.Annotations;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.SubjectKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what a rule says of itself from the metadata block of its package. */
final class MetadataReader {
    private static final Set<String> FIELDS = new TreeSet<>(List.of(
            "title",
            "description",
            "scope",
            "authors",
            "organizations",
            "related_resources",
            "schemas",
            "entrypoint",
            "custom"));
    private static final Set<String> CUSTOM =
            new TreeSet<>(List.of("severity", "subject", "since", "remedy", "parameters", "page"));
    private static final Set<String> PARAMETER =
            new TreeSet<>(List.of("type", "default", "merge", "description", "values"));

    private final Annotations annotations;
    private final Faults faults;

    MetadataReader(Annotations annotations, Faults faults) {
        this.annotations = annotations;
        this.faults = faults;
    }

    /** Reads the metadata of the rule with this id; empty where faults were found. */
    Optional<RuleMetadata> read(RuleId id) {
        known(annotations.fields(), FIELDS, "");
        String title = text("title").orElse("");
        String description = text("description").orElse("");
        ObjectValue custom = annotations.field("custom").orElse(ObjectValue.EMPTY) instanceof ObjectValue object
                ? object
                : ObjectValue.EMPTY;
        known(custom, CUSTOM, "/custom");
        Optional<Severity> severity = choice(
                custom,
                "severity",
                Severity::of,
                Arrays.stream(Severity.values()).map(Severity::id).toList());
        Optional<SubjectKind> subject = choice(
                custom,
                "subject",
                SubjectKind::of,
                Arrays.stream(SubjectKind.values()).map(SubjectKind::id).toList());
        String remedy = customText(custom, "remedy", true).orElse("");
        String since = customText(custom, "since", true).orElse("");
        String page = customText(custom, "page", false).orElse("docs/rules/" + id.base() + ".md");
        List<Parameter> parameters = parameters(custom);
        if (severity.isEmpty() || subject.isEmpty() || !faults.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RuleMetadata(
                id, title, description, severity.get(), subject.get(), since, remedy, page, parameters));
    }

    private void known(ObjectValue object, Set<String> names, String pointer) {
        for (Value key : object.keys()) {
            String name = key instanceof StringValue text ? text.value() : key.toString();
            if (!names.contains(name)) {
                faults.at(
                        annotations.place(pointer + "/" + name),
                        "unknown metadata key " + name + Suggestion.hint(name, names) + "; known are "
                                + String.join(", ", names));
            }
        }
    }

    private Optional<String> text(String field) {
        return text(annotations.field(field).orElse(null), field, true);
    }

    private Optional<String> customText(ObjectValue custom, String field, boolean required) {
        return text(custom.get(field), "custom/" + field, required);
    }

    private Optional<String> text(Value value, String path, boolean required) {
        if (value instanceof StringValue text && !text.value().isBlank()) {
            return Optional.of(text.value().strip());
        }
        String key = "metadata key " + path.replace('/', '.');
        if (value != null) {
            faults.at(annotations.place("/" + path), key + " must be text, found " + value);
        } else if (required) {
            faults.at(annotations.place("/" + path), key + " is missing; a rule needs a text there");
        }
        return Optional.empty();
    }

    private <T> Optional<T> choice(
            ObjectValue custom, String field, Function<String, Optional<T>> find, List<String> names) {
        Value value = custom.get(field);
        Optional<T> found = value instanceof StringValue text ? find.apply(text.value()) : Optional.empty();
        if (found.isEmpty()) {
            String written = value instanceof StringValue text ? text.value() : "";
            faults.at(
                    annotations.place("/custom/" + field),
                    value == null
                            ? "metadata key custom." + field + " is missing; expected one of "
                                    + String.join(", ", names)
                            : "unknown " + field + " " + value + Suggestion.hint(written, names) + "; expected one of "
                                    + String.join(", ", names));
        }
        return found;
    }

    private List<Parameter> parameters(ObjectValue custom) {
        List<Parameter> parameters = new ArrayList<>();
        Value all = custom.get("parameters");
        if (all == null) {
            return parameters;
        }
        if (!(all instanceof ObjectValue object)) {
            faults.at(
                    annotations.place("/custom/parameters"), "parameters must be a mapping from names to descriptions");
            return parameters;
        }
        for (int i = 0; i < object.size(); i++) {
            Value key = object.keyAt(i);
            String name = key instanceof StringValue text ? text.value() : key.toString();
            parameter(name, object.valueAt(i)).ifPresent(parameters::add);
        }
        return parameters;
    }

    private Optional<Parameter> parameter(String name, Value value) {
        String pointer = "/custom/parameters/" + name;
        if (!(value instanceof ObjectValue fields)) {
            faults.at(
                    annotations.place(pointer),
                    "parameter " + name + " must say its type, default, merge and description");
            return Optional.empty();
        }
        known(fields, PARAMETER, pointer);
        Optional<Parameter.Type> type = word(fields, "type").flatMap(Parameter.Type::of);
        if (type.isEmpty()) {
            List<String> names = Arrays.stream(Parameter.Type.values())
                    .map(Parameter.Type::id)
                    .toList();
            faults.at(
                    annotations.place(pointer + "/type"),
                    "unknown type of parameter " + name
                            + Suggestion.hint(word(fields, "type").orElse(""), names) + "; expected one of "
                            + String.join(", ", names));
        }
        Optional<Parameter.Merge> merge = word(fields, "merge").flatMap(Parameter.Merge::of);
        if (merge.isEmpty()) {
            List<String> names = Arrays.stream(Parameter.Merge.values())
                    .map(Parameter.Merge::id)
                    .toList();
            faults.at(
                    annotations.place(pointer + "/merge"),
                    "unknown merge direction of parameter " + name
                            + Suggestion.hint(word(fields, "merge").orElse(""), names) + "; expected one of "
                            + String.join(", ", names));
        }
        String description = word(fields, "description").orElse("");
        if (description.isBlank()) {
            faults.at(annotations.place(pointer), "parameter " + name + " has no description");
        }
        List<String> choices = choices(fields, name, type);
        Value defaultValue = fields.get("default");
        if (defaultValue == null) {
            faults.at(annotations.place(pointer), "parameter " + name + " has no default");
            return Optional.empty();
        }
        boolean unlisted = type.equals(Optional.of(Parameter.Type.ENUMERATION)) && choices.isEmpty();
        if (type.isEmpty() || merge.isEmpty() || unlisted) {
            return Optional.empty();
        }
        if (!fits(type.get(), merge.get())) {
            faults.at(
                    annotations.place(pointer + "/merge"),
                    "the merge direction " + merge.get().id() + " of parameter " + name + " does not go with the type "
                            + type.get().id());
            return Optional.empty();
        }
        Optional<String> fault = ParameterValues.fault(type.get(), choices, defaultValue);
        if (fault.isPresent()) {
            faults.at(
                    annotations.place(pointer + "/default"),
                    "the default of parameter " + name + " does not fit its type: " + fault.get()
                            + otherType(type.get(), defaultValue));
            return Optional.empty();
        }
        return Optional.of(new Parameter(
                name, type.get(), merge.get(), ParameterValues.normal(type.get(), defaultValue), choices, description));
    }

    /** The type that somebody may have meant who gave a default. */
    private static String otherType(Parameter.Type type, Value value) {
        return Arrays.stream(Parameter.Type.values())
                .filter(other -> other != type && other != Parameter.Type.ENUMERATION)
                .filter(other -> ParameterValues.fault(other, List.of(), value).isEmpty())
                .findFirst()
                .map(other -> "; did you mean the type " + other.id() + "?")
                .orElse("");
    }

    /** Whether values of a type can be merged in a direction. */
    static boolean fits(Parameter.Type type, Parameter.Merge merge) {
        return switch (merge) {
            case LOCKED -> true;
            case UNION, INTERSECTION ->
                type == Parameter.Type.LIST || type == Parameter.Type.SET || type == Parameter.Type.MAP;
            case MIN, MAX ->
                type == Parameter.Type.INTEGER
                        || type == Parameter.Type.NUMBER
                        || type == Parameter.Type.DURATION
                        || type == Parameter.Type.ENUMERATION;
            case ANY, ALL -> type == Parameter.Type.BOOLEAN;
        };
    }

    /** What can be chosen; only an enumeration says it. */
    private List<String> choices(ObjectValue fields, String name, Optional<Parameter.Type> type) {
        Value values = fields.get("values");
        boolean enumeration = type.equals(Optional.of(Parameter.Type.ENUMERATION));
        List<String> choices = new ArrayList<>();
        if (values instanceof ArrayValue array) {
            array.items().stream()
                    .filter(StringValue.class::isInstance)
                    .forEach(item -> choices.add(((StringValue) item).value()));
        }
        boolean listed = values instanceof ArrayValue array && array.size() == choices.size() && !choices.isEmpty();
        String pointer = "/custom/parameters/" + name;
        if (enumeration && !listed) {
            faults.at(
                    annotations.place(pointer + "/values"),
                    "parameter " + name + " must list its values as texts, since it is an enumeration");
        } else if (values != null && type.isPresent() && !enumeration) {
            faults.at(
                    annotations.place(pointer + "/values"),
                    "parameter " + name + " lists values, which only an enumeration does");
        }
        return choices;
    }

    private static Optional<String> word(ObjectValue fields, String name) {
        return fields.get(name) instanceof StringValue text ? Optional.of(text.value()) : Optional.empty();
    }
}
