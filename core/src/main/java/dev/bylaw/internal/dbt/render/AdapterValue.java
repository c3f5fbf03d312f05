package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code adapter}: what needs no warehouse is answered, the rest is unknown.
 *
 * @param session the session
 */
record AdapterValue(RenderSession session) implements Value {
    @Override
    public String typeName() {
        return "adapter";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.hole(new UnknownValue("adapter is printed"));
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        String adapter = session.project().adapter();
        return Optional.of(
                switch (name) {
                    case "dispatch" -> new FunctionValue(name, (arguments, caller) -> dispatch(arguments));
                    case "type" -> new FunctionValue(name, (arguments, caller) -> type(caller));
                    case "quote" -> new FunctionValue(name, (arguments, caller) -> quote(arguments, caller));
                    case "quote_as_configured", "quote_seed_column" ->
                        new FunctionValue(name, (arguments, caller) -> Printer.string(first(arguments, name), caller));
                    case "get_columns_in_relation" ->
                        new FunctionValue(
                                name,
                                (arguments, caller) -> session.answer(
                                        new ListValue(List.of()), () -> columns(first(arguments, name), session)));
                    case "get_relation" ->
                        new FunctionValue(
                                name, (arguments, caller) -> session.answer(NoneValue.NONE, () -> relation(arguments)));
                    case "Relation" -> new ApiValue.RelationClass(adapter);
                    case "Column" -> new ApiValue.ColumnClass(adapter);
                    case "commit",
                            "cache_added",
                            "cache_dropped",
                            "cache_renamed",
                            "create_schema",
                            "drop_schema",
                            "drop_relation",
                            "truncate_relation",
                            "rename_relation",
                            "expand_target_column_types" ->
                        new FunctionValue(name, (arguments, caller) -> StringValue.EMPTY);
                    default ->
                        new FunctionValue(
                                name,
                                (arguments, caller) -> new UnknownValue("adapter." + name + "() asks the warehouse"));
                });
    }

    /** A relation in the warehouse: that of the node itself is there when the run is incremental. */
    private Value relation(Arguments arguments) {
        Optional<Value> identifier = arguments.get(2, "identifier");
        boolean own = identifier
                .filter(StringValue.class::isInstance)
                .map(value -> (StringValue) value)
                .filter(text -> text.unknown().isPresent()
                        && text.text().equals(session.request().name()))
                .isPresent();
        return own ? own(session) : new UnknownValue("adapter.get_relation() asks the warehouse");
    }

    /** {@return the relation of the node itself in the warehouse} */
    static Value own(RenderSession session) {
        return session.incremental() ? ModelMembers.self(session).ofType("table") : NoneValue.NONE;
    }

    private static Value first(Arguments arguments, String function) {
        return arguments.positional().stream()
                .findFirst()
                .or(() -> arguments.named().values().stream().findFirst())
                .orElseThrow(() -> TemplateException.error("adapter." + function + "() needs an argument"));
    }

    private Value type(Machine machine) {
        machine.environment();
        String adapter = session.project().adapter();
        return adapter.equals(Adapters.UNKNOWN)
                ? new UnknownValue("the adapter is not known; no profile or setting names it")
                : new StringValue(adapter);
    }

    private Value quote(Arguments arguments, Machine machine) {
        Value value = first(arguments, "quote");
        if (value instanceof UnknownValue) {
            return value;
        }
        StringValue name = Printer.string(value, machine);
        String quote = Adapters.quote(session.project().adapter());
        StringValue quoted = machine.budget().text(quote + name.text() + quote);
        return name.unknown().map(quoted::unknown).orElse(quoted);
    }

    private Value dispatch(Arguments arguments) {
        List<Optional<Value>> bound =
                arguments.bind("adapter.dispatch", 1, "macro_name", "macro_namespace", "packages");
        if (bound.get(2).isPresent() && bound.get(2).get() != NoneValue.NONE) {
            throw TemplateException.raised(
                    "adapter.dispatch() no longer takes 'packages'; use macro_namespace and 'dispatch' in the project file");
        }
        Optional<String> unknown = arguments.unknown();
        if (unknown.isPresent()) {
            return session.calledUnknown(
                    new UnknownValue("adapter.dispatch() of a name that is not known: " + unknown.get()));
        }
        if (!(bound.get(0).orElseThrow() instanceof StringValue text)) {
            throw TemplateException.error("adapter.dispatch(): the name of the macro must be a string");
        }
        String name = text.text();
        if (name.contains(".")) {
            throw TemplateException.raised(
                    "adapter.dispatch(): '" + name + "' has a dot; name the package in macro_namespace");
        }
        Optional<String> namespace =
                bound.get(1).filter(StringValue.class::isInstance).map(value -> ((StringValue) value).text());
        MacroLibrary macros = session.project().macros();
        String nodePackage = session.request().packageName();
        Optional<DbtMacro> found = macros.dispatch(name, namespace, nodePackage);
        if (found.isPresent()) {
            return chosen(name, namespace, found.get());
        }
        Optional<Value> absent = absent(name, namespace);
        return absent.orElseThrow(() -> TemplateException.raised("no macro named '" + name + "' was found for "
                + String.join(", ", macros.prefixes())
                + namespace.map(one -> " in package '" + one + "'").orElse("")));
    }

    private Value chosen(String name, Optional<String> namespace, DbtMacro macro) {
        MacroLibrary macros = session.project().macros();
        boolean own = !macros.isBuiltIn(macro.packageName());
        if (own && !macros.knowsAdapter() && macros.dependsOnAdapter(name, namespace.orElse(macro.packageName()))) {
            CallableValue call = new MacroCall(macro, session);
            return new FunctionValue(name, (arguments, machine) -> {
                session.undecided(
                        "the adapter is not known, so it cannot be told which implementation of '" + name + "' is used",
                        machine.place());
                return call.call(arguments, machine);
            });
        }
        return new MacroCall(macro, session);
    }

    /** What stands for a macro that may be in a package that is not here. */
    private Optional<Value> absent(String name, Optional<String> namespace) {
        ProjectContext project = session.project();
        String packageName = namespace.orElse(MacroLibrary.DBT);
        if (packageName.equals(MacroLibrary.DBT)) {
            List<String> candidates = new ArrayList<>(List.of(name));
            project.macros().prefixes().forEach(prefix -> candidates.add(prefix + "__" + name));
            return candidates.stream()
                    .map(candidate -> BuiltIns.absent(MacroLibrary.DBT, candidate, session))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(() -> project.incomplete().map(reason -> MissingMacro.of(name, reason, session)));
        }
        if (project.macros().isBuiltIn(packageName)) {
            return Optional.of(
                    MissingMacro.of(packageName + "." + name, "this macro of dbt is not evaluated", session));
        }
        if (project.missingPackages().contains(packageName)) {
            String reason = "package " + packageName + " is not installed";
            return Optional.of(MissingMacro.of(packageName + "." + name, reason, session));
        }
        return project.incomplete().map(reason -> MissingMacro.of(name, reason, session));
    }

    /** {@return the columns of a relation, if they are known} */
    static Value columns(Value relation, RenderSession session) {
        if (relation instanceof RelationValue known) {
            Optional<List<String>> names = session.project().columns().apply(known.reference());
            if (names.isPresent()) {
                String quote = Adapters.quote(session.project().adapter());
                List<Value> columns = new ArrayList<>();
                for (String name : names.get()) {
                    Value type = new UnknownValue("the type of column '" + name + "' is not known");
                    columns.add(new ColumnValue(name, type, quote));
                }
                return new ListValue(columns);
            }
            return new UnknownValue("the columns of '" + known.name() + "' are not declared");
        }
        return new UnknownValue("the columns of a relation are known only in the warehouse");
    }
}
