package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Expression;
import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Budget;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.Journal;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NamespaceValue;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The state of one evaluation. Not thread-safe. */
final class Run implements Machine {
    private final Host host;
    private final Library library;
    private final Budget budget;
    private final Journal journal;
    private final Template root;
    private final ExpressionEvaluator expressions = new ExpressionEvaluator(this);
    private final StatementExecutor statements = new StatementExecutor(this);

    private Template template;
    private Scope scope = Scope.outermost();
    private Output output;
    private Location place;
    private int maybe;
    private int untaken;
    private long environmentReads;

    Run(Host host, Library library, Budget budget, Template root) {
        this.host = host;
        this.library = library;
        this.budget = budget;
        this.journal = new Journal(budget);
        this.root = root;
        this.template = root;
        this.output = new TextOutput(this);
        this.place = root.file().location(0, 0);
    }

    Template template() {
        return template;
    }

    Scope scope() {
        return scope;
    }

    Output output() {
        return output;
    }

    ExpressionEvaluator expressions() {
        return expressions;
    }

    StatementExecutor statements() {
        return statements;
    }

    @Override
    public Budget budget() {
        return budget;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public String hole(UnknownValue value) {
        return untaken > 0 ? StringValue.HOLE_PREFIX + 0 : host.hole(value, place);
    }

    @Override
    public void undecided(String reason) {
        undecided(reason, place);
    }

    /** Notes that a text depends on a condition that cannot be known. */
    void undecided(String reason, Location where) {
        if (untaken == 0) {
            host.undecided(reason, where);
        }
    }

    @Override
    public void environment() {
        environmentReads++;
    }

    /** {@return how often something was read that depends on where and how dbt runs} */
    long environmentReads() {
        return environmentReads;
    }

    @Override
    public Location place() {
        return place;
    }

    /** Notes where the evaluation is, if that is in the template that is rendered. */
    void at(int start, int end) {
        if (template.file() == root.file()) {
            place = root.file().location(start, end);
        }
    }

    /** {@return whether it cannot be known that what happens now happens} */
    boolean isMaybe() {
        return maybe > 0;
    }

    /** {@return whether what happens now is only tried} */
    boolean isUntaken() {
        return untaken > 0;
    }

    /** {@return whether an expression of the template itself that fails is replaced by an unknown value} */
    private boolean recovers() {
        return budget.calls() == 0 && template == root && (maybe == 0 || untaken > 0);
    }

    /** {@return the value of an expression of a statement} */
    Value value(Expression expression) {
        at(expression.start(), expression.end());
        return recovering(() -> expressions.evaluate(expression));
    }

    /** {@return what is computed; unknown if it fails and that can be put up with} */
    Value recovering(Supplier<Value> computed) {
        if (!recovers()) {
            return computed.get();
        }
        Location before = place;
        try {
            return computed.get();
        } catch (TemplateException e) {
            if (e.kind() == TemplateException.Kind.LIMIT) {
                throw e;
            }
            place = before;
            if (untaken == 0) {
                host.failed(e.at(before), before);
            }
            return new UnknownValue(e.getMessage());
        }
    }

    /** Does something of which it cannot be known whether it is done. */
    <T> T maybe(Supplier<T> action) {
        maybe++;
        try {
            return action.get();
        } finally {
            maybe--;
        }
    }

    /** Begins to do things of which it cannot be known whether they are done. */
    void beginMaybe() {
        maybe++;
        journal.open();
    }

    /** Ends what {@link #beginMaybe()} began, and unites it with the case that nothing was done. */
    void endMaybe(String reason) {
        maybe--;
        Journal.Outcome done = journal.undo();
        journal.unite(List.of(Journal.Outcome.unchanged(), done), reason);
    }

    /** Tries something that is not done, to see what it would refer to. Whatever goes wrong does not matter. */
    void untaken(Supplier<?> action) {
        Template oldTemplate = template;
        Scope oldScope = scope;
        Output oldOutput = output;
        Location oldPlace = place;
        long oldReads = environmentReads;
        untaken++;
        budget.beginTrial();
        journal.open();
        output = new TextOutput(this);
        try {
            Object ignored = action.get();
        } catch (TemplateException | ReturnSignal e) {
            // It is not done, so it cannot fail.
        } finally {
            journal.undo();
            budget.endTrial();
            untaken--;
            template = oldTemplate;
            scope = oldScope;
            output = oldOutput;
            place = oldPlace;
            environmentReads = oldReads;
        }
    }

    /** Does something in a scope of its own. */
    <T> T inScope(Scope inner, Supplier<T> action) {
        Scope old = scope;
        scope = inner;
        try {
            return action.get();
        } finally {
            scope = old;
        }
    }

    /** Does something whose output goes elsewhere. */
    <T> T into(Output other, Supplier<T> action) {
        Output old = output;
        output = other;
        try {
            return action.get();
        } finally {
            output = old;
        }
    }

    @Override
    public Value call(Value callee, Arguments arguments) {
        if (callee instanceof CallableValue callable) {
            budget.step();
            arguments.positional().forEach(budget::read);
            arguments.named().values().forEach(budget::read);
            return callable.call(arguments, this);
        }
        if (callee instanceof UndefinedValue undefined) {
            return call(undefined.standIn().orElseThrow(undefined::error), arguments);
        }
        if (callee instanceof UnknownValue unknown) {
            return new UnknownValue(unknown.reason());
        }
        throw TemplateException.error("'" + callee.typeName() + "' object is not callable");
    }

    @Override
    public Value filter(String name, Value value, Arguments arguments) {
        budget.read(value);
        arguments.positional().forEach(budget::read);
        return library.filter(name, value, arguments, this);
    }

    @Override
    public Truth test(String name, Value value, Arguments arguments) {
        budget.read(value);
        return library.test(name, value, arguments, this);
    }

    /** {@return the value of a name} */
    Value lookup(String name) {
        Optional<Value> local = scope.find(name);
        if (local.isPresent()) {
            if (scope.isEnvironmental(name)) {
                environment();
            }
            return local.get();
        }
        Optional<Value> global = host.global(name);
        if (global.isPresent() && !(global.get() instanceof UndefinedValue)) {
            return global.get();
        }
        return Globals.find(name).or(() -> global).orElseGet(() -> UndefinedValue.ofName(name));
    }

    /** Calls a macro. */
    Value invoke(MacroValue macro, Arguments arguments) {
        Scope inner = macro.scope().inner();
        Template oldTemplate = template;
        Location oldPlace = place;
        budget.enterCall();
        budget.enter();
        try {
            template = macro.template();
            return inScope(inner, () -> {
                bind(macro.macro(), arguments, inner);
                TextOutput text = new TextOutput(this);
                Completion end = into(text, () -> statements.block(macro.macro().body()));
                return result(end, text);
            });
        } catch (TemplateException e) {
            throw macro.macro().kind().equals("call")
                    ? e
                    : e.inMacro(macro.macro().name());
        } finally {
            template = oldTemplate;
            place = oldPlace;
            budget.leave();
            budget.leaveCall();
        }
    }

    private Value result(Completion end, TextOutput text) {
        if (end.returns().isEmpty()) {
            return text.result(this);
        }
        if (end.returns().size() == 1 && !end.falls()) {
            throw new ReturnSignal(end.returns().get(0));
        }
        List<Map<String, Value>> states = new ArrayList<>();
        end.returns().forEach(value -> states.add(Map.of("", value)));
        if (end.falls()) {
            states.add(Map.of("", text.result(this)));
        }
        String why = end.reason().orElse("it cannot be known which value a macro returns");
        Value united = NamespaceValue.uniteAll(states, why).get("");
        throw new ReturnSignal(united);
    }

    private void bind(Statement.Macro macro, Arguments arguments, Scope inner) {
        List<Statement.Parameter> parameters = macro.parameters();
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            Value value;
            if (i < arguments.positional().size()) {
                value = arguments.positional().get(i);
            } else if (named.containsKey(name)) {
                value = named.remove(name);
            } else if (arguments.open().isPresent()) {
                value = new UnknownValue(arguments.open().get());
            } else {
                value = parameters
                        .get(i)
                        .fallback()
                        .map(expressions::evaluate)
                        .orElseGet(() -> new UndefinedValue("parameter '" + name + "' was not provided"));
            }
            inner.set(name, value, false, journal);
        }
        boolean ownCaller =
                parameters.stream().anyMatch(parameter -> parameter.name().equals("caller"));
        if (macro.special().contains("caller") && !ownCaller) {
            Value caller = named.remove("caller");
            inner.set("caller", caller == null ? new UndefinedValue("No caller defined") : caller, false, journal);
        }
        Special.bind(macro, arguments, named, inner, journal);
    }
}
