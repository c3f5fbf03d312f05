package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.graphql.Graphql;
import dev.bylaw.rego.internal.graphql.GraphqlException;
import java.util.List;

/** GraphQL queries and schemas. */
final class GraphqlFunctions {
    private static final Value UNVERIFIED = ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY);

    private GraphqlFunctions() {}

    static List<Builtin> all() {
        return List.of(
                function("graphql.parse", 2, (context, arguments) -> {
                    Graphql graphql = new Graphql(context::work);
                    Graphql.Document query = graphql.query(document(arguments[0], 0));
                    Graphql.Document schema = graphql.schema(document(arguments[1], 1));
                    graphql.check(query, schema);
                    return ArrayValue.of(query.value(), schema.value());
                }),
                function(
                        "graphql.parse_query",
                        1,
                        (context, arguments) -> new Graphql(context::work)
                                .query(StringValue.of(Operand.string(arguments, 1)))
                                .value()),
                function(
                        "graphql.parse_schema",
                        1,
                        (context, arguments) -> new Graphql(context::work)
                                .schema(StringValue.of(Operand.string(arguments, 1)))
                                .value()),
                Function.of("graphql.parse_and_verify", 2, GraphqlFunctions::verify),
                Function.of(
                        "graphql.is_valid",
                        2,
                        (context, arguments) -> ((ArrayValue) verify(context, arguments)).get(0)),
                Function.of("graphql.schema_is_valid", 1, (context, arguments) -> {
                    if (!isDocument(arguments[0])) {
                        return BooleanValue.FALSE;
                    }
                    try {
                        Graphql graphql = new Graphql(context::work);
                        graphql.check(graphql.schema(arguments[0]));
                        return BooleanValue.TRUE;
                    } catch (GraphqlException e) {
                        return BooleanValue.FALSE;
                    }
                }));
    }

    private static Function function(String name, int arity, Function.Body body) {
        return Function.of(name, arity, (context, arguments) -> {
            try {
                return body.call(context, arguments);
            } catch (GraphqlException e) {
                throw BuiltinException.of(e.getMessage());
            }
        });
    }

    private static boolean isDocument(Value value) {
        return value instanceof StringValue || value instanceof ObjectValue;
    }

    /** Messages of OPA count the arguments from 0 here. */
    private static Value document(Value value, int position) {
        if (isDocument(value)) {
            return value;
        }
        throw Operand.wrongType(value, position, "string", "object");
    }

    private static Value verify(BuiltinContext context, Value[] arguments) {
        if (!isDocument(arguments[0]) || !isDocument(arguments[1])) {
            return UNVERIFIED;
        }
        try {
            Graphql graphql = new Graphql(context::work);
            Graphql.Document query = graphql.query(arguments[0]);
            Graphql.Document schema = graphql.schema(arguments[1]);
            graphql.check(query, schema);
            return ArrayValue.of(BooleanValue.TRUE, query.value(), schema.value());
        } catch (GraphqlException e) {
            return UNVERIFIED;
        }
    }
}
