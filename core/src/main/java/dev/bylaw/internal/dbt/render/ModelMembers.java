package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What dbt's context has for the templates of nodes and for macros. */
final class ModelMembers {
    private static final String WHEN_RUN = " is known only when dbt runs";
    private static final String OF_RUN = " belongs to a run of dbt and is not evaluated";

    private ModelMembers() {}

    static void register(Map<String, Function<RenderSession, Value>> members) {
        members.put("ref", session -> new Resolver("ref", (arguments, machine) -> ref(arguments, session)));
        members.put("source", session -> new Resolver("source", (arguments, machine) -> source(arguments, session)));
        members.put("config", ConfigValue::new);
        members.put("var", VarFunction::ofNode);
        members.put("this", ModelMembers::self);
        members.put("execute", session -> BooleanValue.of(session.execute()));
        members.put("adapter", AdapterValue::new);
        members.put("api", session -> new ApiValue(session.project().adapter()));
        members.put(
                "column", session -> new ApiValue.ColumnClass(session.project().adapter()));
        members.put("exceptions", session -> new ExceptionsValue());
        members.put("model", ModelMembers::model);
        members.put("graph", ModelMembers::graph);
        members.put(
                "render", session -> new FunctionValue("render", (arguments, machine) -> render(arguments, session)));
        for (String name : List.of(
                "database",
                "schema",
                "dbt_metadata_envs",
                "invocation_args_dict",
                "selected_resources",
                "context_macro_stack",
                "pre_hooks",
                "post_hooks",
                "_sql_results",
                "sql_now")) {
            members.put(name, session -> new UnknownValue(name + WHEN_RUN));
        }
        for (String name : List.of("sql", "compiled_code", "defer_relation")) {
            members.put(name, session -> NoneValue.NONE);
        }
        for (String name : List.of("store_result", "store_raw_result", "write")) {
            members.put(name, session -> new FunctionValue(name, (arguments, machine) -> StringValue.EMPTY));
        }
        for (String name : List.of("load_agate_table", "submit_python_job", "metric", "function", "doc")) {
            members.put(
                    name,
                    session -> new FunctionValue(name, (arguments, machine) -> new UnknownValue(name + "()" + OF_RUN)));
        }
        members.put(
                "load_result",
                session -> new FunctionValue(
                        "load_result",
                        (arguments, machine) ->
                                session.answer(NoneValue.NONE, () -> new UnknownValue("load_result()" + OF_RUN))));
        members.put("validation", session -> validation());
        members.put(
                "try_or_compiler_error",
                session -> new FunctionValue("try_or_compiler_error", ModelMembers::tryOrFail));
        members.put(
                "adapter_macro",
                session -> new FunctionValue("adapter_macro", (arguments, machine) -> {
                    throw TemplateException.raised(
                            "adapter_macro() is no longer part of dbt; use adapter.dispatch() and call its result");
                }));
        // For the macros that are built in.
        members.put(
                "bylaw_incremental",
                session -> new FunctionValue("bylaw_incremental", (arguments, machine) -> incremental(session)));
        members.put(
                "bylaw_load",
                session -> new FunctionValue(
                        "bylaw_load",
                        (arguments, machine) -> arguments
                                                        .bind("load_relation", 1, "relation")
                                                        .get(0)
                                                        .orElseThrow()
                                                instanceof RelationValue relation
                                        && relation.reference() instanceof Reference.This
                                ? AdapterValue.own(session)
                                : new UnknownValue("load_relation() asks the warehouse")));
        members.put(
                "bylaw_unknown",
                session -> new FunctionValue(
                        "bylaw_unknown",
                        (arguments, machine) -> new UnknownValue(Printer.string(
                                        arguments
                                                .bind("bylaw_unknown", 1, "reason")
                                                .get(0)
                                                .orElseThrow(),
                                        machine)
                                .text())));
        members.put(
                "bylaw_known",
                session -> new FunctionValue(
                        "bylaw_known",
                        (arguments, machine) ->
                                BooleanValue.of(arguments.unknown().isEmpty())));
        members.put(
                "bylaw_columns",
                session -> new FunctionValue("bylaw_columns", (arguments, machine) -> columns(arguments, session)));
    }

    /** A function that has dbt's own objects as attributes. */
    private record Resolver(String name, FunctionValue.Body body) implements CallableValue {
        @Override
        public Value call(Arguments arguments, Machine machine) {
            return body.call(arguments, machine);
        }

        @Override
        public Optional<Value> attribute(String attribute, Machine machine) {
            return Optional.of(new UnknownValue(name + "." + attribute + WHEN_RUN));
        }
    }

    private static Value ref(Arguments arguments, RenderSession session) {
        List<Value> positional = arguments.positional();
        Optional<String> unknown = arguments.unknown();
        if (unknown.isPresent()) {
            String reason = "ref() of a name that is not known: " + unknown.get();
            return session.calledUnknown(new UnknownValue(reason));
        }
        for (String name : arguments.named().keySet()) {
            if (!name.equals("version") && !name.equals("v")) {
                Optional<Value> overridden = overridden("ref", 1, arguments, session);
                if (overridden.isPresent()) {
                    return overridden.get();
                }
                throw TemplateException.error("ref() got an unexpected keyword argument '" + name + "'");
            }
        }
        if (positional.isEmpty() || positional.size() > 2) {
            throw TemplateException.error("ref() takes at most two arguments (" + positional.size() + " given)");
        }
        Optional<String> packageName = positional.size() == 2 && positional.get(0) != NoneValue.NONE
                ? Optional.of(text(positional.get(0), "the package argument to ref()"))
                : Optional.empty();
        String name = text(positional.get(positional.size() - 1), "the name argument to ref()");
        Optional<String> version = Optional.ofNullable(arguments.named().get("version"))
                .filter(value -> value != NoneValue.NONE)
                .or(() -> Optional.ofNullable(arguments.named().get("v")))
                .filter(value -> value != NoneValue.NONE)
                .map(value -> Printer.string(value, session.machine()).text());
        return session.references()
                .ref(
                        packageName,
                        name,
                        version,
                        session.place(arguments.site()),
                        session.evaluation().isUntaken());
    }

    private static Value source(Arguments arguments, RenderSession session) {
        Optional<String> unknown = arguments.unknown();
        if (unknown.isPresent()) {
            String reason = "source() of a name that is not known: " + unknown.get();
            return session.calledForeign(new UnknownValue(reason));
        }
        if (arguments.positional().size() != 2 || !arguments.named().isEmpty()) {
            Optional<Value> overridden = overridden("source", 2, arguments, session);
            if (overridden.isPresent()) {
                return overridden.get();
            }
            throw TemplateException.error("source() takes exactly two arguments (" + arguments.count() + " given)");
        }
        return session.references()
                .source(
                        text(arguments.positional().get(0), "the first argument to source()"),
                        text(arguments.positional().get(1), "the second argument to source()"),
                        session.place(arguments.site()),
                        session.evaluation().isUntaken());
    }

    /**
     * The result of a call that dbt's own function would refuse, where macros that are not here may have replaced it.
     *
     * @param function {@code ref} or {@code source}
     * @param names how many of the arguments name the relation
     */
    private static Optional<Value> overridden(String function, int names, Arguments arguments, RenderSession session) {
        Optional<String> incomplete = session.project().incomplete();
        if (incomplete.isEmpty() || arguments.positional().size() < names) {
            return Optional.empty();
        }
        Arguments plain =
                new Arguments(arguments.positional().subList(0, names), Map.of(), Optional.empty(), arguments.site());
        Value relation = function.equals("ref") ? ref(plain, session) : source(plain, session);
        List<String> inputs = relation instanceof RelationValue known ? List.of(known.marker()) : List.of();
        return Optional.of(new UnknownValue(
                function + "() is called with arguments that only a macro of the same name can take, and "
                        + incomplete.get(),
                inputs,
                Optional.empty()));
    }

    private static String text(Value value, String what) {
        if (value instanceof StringValue string) {
            return string.text();
        }
        if (value instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        throw TemplateException.error(what + " must be a string, got " + value.typeName());
    }

    /** {@return the relation of the node itself} */
    static RelationValue self(RenderSession session) {
        return session.references()
                .self(
                        session.request().name(),
                        session.machine().place(),
                        session.evaluation().isUntaken());
    }

    private static Value incremental(RenderSession session) {
        boolean incremental = session.incremental();
        Optional<String> materialized = new ConfigValue(session).known("materialized");
        return BooleanValue.of(
                incremental && materialized.map("incremental"::equals).orElse(true));
    }

    private static Value model(RenderSession session) {
        Templates.Request request = session.request();
        Map<String, Value> model = new LinkedHashMap<>();
        model.put("name", new StringValue(request.name()));
        model.put("unique_id", new StringValue(request.uniqueId()));
        model.put("package_name", new StringValue(request.packageName()));
        model.put("resource_type", new StringValue(request.uniqueId().replaceFirst("\\..*", "")));
        model.put("config", new ConfigValue(session).all());
        return DictionaryValue.of(model).open("this property of the model" + WHEN_RUN);
    }

    private static Value graph(RenderSession session) {
        Optional<Tree.Mapping> nodes = session.project().graph().get();
        return nodes.map(TreeValues::toValue).orElseGet(() -> new UnknownValue("the graph of nodes" + WHEN_RUN));
    }

    private static Value render(Arguments arguments, RenderSession session) {
        Value text = arguments.bind("render", 1, "string").get(0).orElseThrow();
        if (text instanceof UnknownValue || !(text instanceof StringValue string)) {
            return session.calledUnknown(new UnknownValue(text.unknown().orElse("render() was given no text")));
        }
        SourceFile file = new SourceFile("render()", string.text());
        Value result = session.evaluation().render(TemplateParser.parse(file, Dialect.DBT));
        return result instanceof StringValue made && string.unknown().isPresent()
                ? made.unknown(string.unknown().get())
                : result;
    }

    private static Value validation() {
        FunctionValue any = new FunctionValue(
                "any", (arguments, machine) -> new FunctionValue("inner", (inner, caller) -> NoneValue.NONE));
        return DictionaryValue.of(Map.of("any", any));
    }

    private static Value tryOrFail(Arguments arguments, Machine machine) {
        List<Value> given = arguments.positional();
        if (given.size() < 2) {
            throw TemplateException.error("try_or_compiler_error() takes a message, a function and its arguments");
        }
        try {
            return machine.call(
                    given.get(1),
                    new Arguments(
                            given.subList(2, given.size()), arguments.named(), arguments.open(), Optional.empty()));
        } catch (TemplateException e) {
            if (e.kind() == TemplateException.Kind.LIMIT) {
                throw e;
            }
            throw TemplateException.raised(Printer.string(given.get(0), machine).text());
        }
    }

    /** The columns of a relation as far as they are known, for the macros that are built in. */
    private static Value columns(Arguments arguments, RenderSession session) {
        Value relation = arguments.bind("bylaw_columns", 1, "relation").get(0).orElseThrow();
        return AdapterValue.columns(relation, session);
    }
}
