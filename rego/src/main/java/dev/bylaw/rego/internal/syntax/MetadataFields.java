package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the types of the fields that OPA knows. Unknown fields are left to others: OPA ignores them.
 *
 * @see <a href="https://www.openpolicyagent.org/docs/policy-language#metadata">OPA, Metadata</a>
 */
final class MetadataFields {
    private static final Set<String> TEXTS = Set.of("/title", "/description", "/scope");

    private final ObjectValue fields;
    private final Map<String, RegoLocation> places;

    private MetadataFields(ObjectValue fields, Map<String, RegoLocation> places) {
        this.fields = fields;
        this.places = places;
    }

    /** {@return whether a scalar at this place is text, whatever it looks like} */
    static boolean isText(String pointer) {
        return TEXTS.contains(pointer) || pointer.startsWith("/organizations/");
    }

    /**
     * Checks the fields of a block.
     *
     * @throws ParseFailure if one is not what OPA wants
     */
    static void check(ObjectValue fields, Map<String, RegoLocation> places) {
        MetadataFields check = new MetadataFields(fields, places);
        check.text("title");
        check.text("description");
        check.text("scope");
        check.entrypoint();
        check.mapping("custom");
        check.mapping("labels");
        check.mapping("compile");
        check.organizations();
        check.authors();
        check.relatedResources();
        check.schemas();
        check.compile();
    }

    private Optional<Value> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.equals(NullValue.NULL));
    }

    private void text(String name) {
        field(name).filter(value -> !(value instanceof StringValue)).ifPresent(value -> {
            throw wrong("/" + name, "`" + name + "` is a text", value);
        });
    }

    private void mapping(String name) {
        field(name).filter(value -> !(value instanceof ObjectValue)).ifPresent(value -> {
            throw wrong("/" + name, "`" + name + "` is a mapping", value);
        });
    }

    private void entrypoint() {
        field("entrypoint").filter(value -> YamlScalars.truth(value).isEmpty()).ifPresent(value -> {
            throw wrong("/entrypoint", "`entrypoint` is `true` or `false`", value);
        });
    }

    private ArrayValue items(String name) {
        Optional<Value> value = field(name);
        if (value.isEmpty()) {
            return ArrayValue.EMPTY;
        }
        if (value.get() instanceof ArrayValue array) {
            return array;
        }
        throw wrong("/" + name, "`" + name + "` is a list", value.get());
    }

    private void organizations() {
        ArrayValue items = items("organizations");
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            if (!(item instanceof StringValue) && !item.equals(NullValue.NULL)) {
                throw wrong("/organizations/" + i, "an organization is a text", item);
            }
        }
    }

    private void authors() {
        ArrayValue items = items("authors");
        for (int i = 0; i < items.size(); i++) {
            String pointer = "/authors/" + i;
            Value item = items.get(i);
            if (item instanceof ObjectValue object) {
                if (MetadataDocument.text(object, "name").isEmpty()
                        && MetadataDocument.text(object, "email").isEmpty()) {
                    throw failure(pointer, "an author has a `name`, an `email` or both, which are texts");
                }
            } else if (!(item instanceof StringValue text) || text.value().isBlank()) {
                throw wrong(pointer, "an author is a text such as `Name <mail@example.com>`, or a mapping", item);
            }
        }
    }

    private void relatedResources() {
        ArrayValue items = items("related_resources");
        for (int i = 0; i < items.size(); i++) {
            String pointer = "/related_resources/" + i;
            Value item = items.get(i);
            String url;
            if (item instanceof StringValue text) {
                url = text.value();
            } else if (item instanceof ObjectValue object) {
                url = MetadataDocument.text(object, "ref");
            } else {
                throw wrong(pointer, "a related resource is a URL, or a mapping with `ref` and `description`", item);
            }
            if (url.isEmpty()) {
                throw failure(pointer, "a related resource has a URL; expected a text or a mapping with `ref`");
            }
            if (!ResourceUrl.isValid(url)) {
                throw failure(pointer, "`" + Slips.shown(url) + "` is no valid URL");
            }
        }
    }

    private void schemas() {
        ArrayValue items = items("schemas");
        for (int i = 0; i < items.size(); i++) {
            String pointer = "/schemas/" + i;
            Value item = items.get(i);
            if (!(item instanceof ObjectValue object) || object.size() != 1) {
                throw wrong(pointer, "a schema is a single path with its schema, as in `- input: schema.name`", item);
            }
            String path = ((StringValue) object.keyAt(0)).value();
            if (reference(path).isEmpty()) {
                throw failure(
                        pointer,
                        "`" + Slips.shown(path) + "` is no path of a document, such as `input` or `data.users`");
            }
            Value schema = object.valueAt(0);
            if (schema instanceof StringValue text) {
                boolean isSchema = reference(text.value())
                        .filter(term -> Terms.dottedName(term)
                                .orElseThrow()
                                .split("\\.", 2)[0]
                                .equals("schema"))
                        .isPresent();
                if (!isSchema) {
                    throw failure(
                            pointer,
                            "`" + Slips.shown(text.value()) + "` is no schema; expected a path such as `schema.name`");
                }
            } else if (!(schema instanceof ObjectValue)) {
                throw wrong(pointer, "a schema is a path such as `schema.name`, or a mapping", schema);
            }
        }
    }

    private void compile() {
        if (!(fields.get("compile") instanceof ObjectValue compile)) {
            return;
        }
        if (compile.get("unknowns") instanceof ArrayValue unknowns) {
            for (int i = 0; i < unknowns.size(); i++) {
                if (unknowns.get(i) instanceof StringValue text
                        && reference(text.value()).isEmpty()) {
                    throw failure(
                            "/compile/unknowns/" + i,
                            "`" + Slips.shown(text.value()) + "` is no path of a document, such as `input`");
                }
            }
        }
        if (compile.get("mask_rule") instanceof StringValue text
                && reference(text.value()).isEmpty()) {
            throw failure("/compile/mask_rule", "`" + Slips.shown(text.value()) + "` is no path of a rule");
        }
    }

    /** The reference that a text is, made of a name and strings. */
    static Optional<Term> reference(String text) {
        try {
            Term term = Parser.parseTerm(text);
            return Terms.dottedName(term).isPresent() ? Optional.of(term) : Optional.empty();
        } catch (RegoException noTerm) {
            return Optional.empty();
        }
    }

    private ParseFailure wrong(String pointer, String expected, Value found) {
        return failure(pointer, expected + ", found " + kind(found));
    }

    private ParseFailure failure(String pointer, String message) {
        return new ParseFailure(places.get(pointer), "invalid metadata: " + message, 0);
    }

    private static String kind(Value value) {
        if (value.equals(NullValue.NULL)
                || value instanceof StringValue text && text.value().isBlank()) {
            return "nothing";
        }
        return switch (value.type()) {
            case ARRAY -> "a list";
            case OBJECT -> "a mapping";
            case STRING -> "the string " + StringValue.of(Slips.shown(((StringValue) value).value()));
            case NUMBER -> "the number " + Slips.shownNumber(value.toString());
            default -> "the " + value.type().text() + " " + value;
        };
    }
}
