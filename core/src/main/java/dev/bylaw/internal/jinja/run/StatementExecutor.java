package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Expression;
import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.syntax.Statement.Target;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.NamespaceValue;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executes statements. */
final class StatementExecutor implements Statement.Visitor<Completion> {
    private static final String CONDITIONAL = "it is set only if an exit before it is not taken";

    private final Run run;
    private final Branches branches;
    private final Loops loops;

    StatementExecutor(Run run) {
        this.run = run;
        this.branches = new Branches(run);
        this.loops = new Loops(run);
    }

    /** Executes statements in a row. */
    Completion block(List<Statement> statements) {
        Completion end = Completion.NORMAL;
        int opened = 0;
        try {
            for (Statement statement : statements) {
                Completion one = execute(statement);
                end = end.then(one);
                if (!end.falls()) {
                    break;
                }
                if (one.exits()) {
                    // From here on it cannot be known whether this is still reached.
                    run.beginMaybe();
                    opened++;
                }
            }
        } finally {
            for (; opened > 0; opened--) {
                run.endMaybe(end.reason().orElse(CONDITIONAL));
            }
        }
        return end;
    }

    private Completion execute(Statement statement) {
        run.budget().step();
        run.budget().enter();
        try {
            return statement.accept(this);
        } catch (ReturnSignal signal) {
            return Completion.returned(signal.value());
        } catch (TemplateException e) {
            throw e.at(run.template().file().location(statement.start(), statement.end()));
        } finally {
            run.budget().leave();
        }
    }

    @Override
    public Completion data(Statement.Data statement) {
        run.output().data(run.template(), statement.start(), statement.end(), run);
        return Completion.NORMAL;
    }

    @Override
    public Completion output(Statement.Output statement) {
        for (Expression expression : statement.expressions()) {
            Value value = run.value(expression);
            run.output().value(value, expression.constant(), statement.start(), statement.end(), run);
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion condition(Statement.If statement) {
        return branches.execute(statement);
    }

    @Override
    public Completion loop(Statement.For statement) {
        return loops.execute(statement);
    }

    @Override
    public Completion assignment(Statement.Assignment statement) {
        long reads = run.environmentReads();
        Value value = run.value(statement.value());
        run.recovering(() -> {
            assign(statement.target(), value, run.environmentReads() != reads);
            return value;
        });
        return Completion.NORMAL;
    }

    @Override
    public Completion blockAssignment(Statement.BlockAssignment statement) {
        run.at(statement.start(), statement.end());
        Value text = captured(statement.body());
        Value filtered = run.recovering(() -> statement
                .filter()
                .map(filter -> run.expressions().filter((Expression.Filter) filter, Optional.of(text)))
                .orElse(text));
        assign(statement.target(), filtered, false);
        return Completion.NORMAL;
    }

    /** {@return the text of statements in a scope of their own} */
    private StringValue captured(List<Statement> body) {
        TextOutput text = new TextOutput(run);
        Completion end = run.into(text, () -> run.inScope(run.scope().inner(), () -> block(body)));
        if (!end.falls() && !end.returns().isEmpty()) {
            throw new ReturnSignal(end.returns().get(0));
        }
        return text.result(run);
    }

    /** Assigns a value. */
    void assign(Target target, Value value, boolean environmental) {
        if (target instanceof Target.Variable variable) {
            run.scope().set(variable.name(), value, environmental, run.journal());
        } else if (target instanceof Target.Field field) {
            Value owner = run.lookup(field.namespace());
            if (owner instanceof NamespaceValue namespace) {
                namespace.set(field.name(), value, run);
            } else if (!(owner instanceof UnknownValue)) {
                throw TemplateException.error("cannot assign attribute on non-namespace object");
            }
        } else if (target instanceof Target.Several several) {
            unpack(several.targets(), value, environmental);
        }
    }

    private void unpack(List<Target> targets, Value value, boolean environmental) {
        if (value.unknown().isPresent()) {
            targets.forEach(
                    target -> assign(target, new UnknownValue(value.unknown().get()), environmental));
            return;
        }
        List<Value> items = Sequences.items(value, run);
        if (items.size() < targets.size()) {
            throw TemplateException.error(
                    "not enough values to unpack (expected " + targets.size() + ", got " + items.size() + ")");
        }
        if (items.size() > targets.size()) {
            throw TemplateException.error("too many values to unpack (expected " + targets.size() + ")");
        }
        for (int i = 0; i < targets.size(); i++) {
            assign(targets.get(i), items.get(i), environmental);
        }
    }

    @Override
    public Completion macro(Statement.Macro statement) {
        if (!statement.kind().equals("docs")) {
            String name = run.template().dialect().macroPrefix() + statement.name();
            MacroValue macro = new MacroValue(run.template(), statement, run.scope());
            run.scope().set(name, macro, false, run.journal());
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion callBlock(Statement.CallBlock statement) {
        Expression.Call call = statement.call();
        run.at(call.start(), call.end());
        Value result = run.recovering(() -> {
            MacroValue caller = new MacroValue(run.template(), statement.caller(), run.scope());
            Value callee = run.expressions().evaluate(call.callee());
            try {
                Value made = run.call(callee, run.expressions().arguments(call, List.of(Map.entry("caller", caller))));
                if (made instanceof UnknownValue && !(callee instanceof CallableValue)) {
                    // What the body refers to is wanted even if nobody can say what becomes of it.
                    run.call(caller, List.of());
                }
                return made;
            } catch (TemplateException e) {
                throw e.at(run.template().file().location(call.start(), call.end()));
            }
        });
        run.output().value(result, false, statement.start(), statement.end(), run);
        return Completion.NORMAL;
    }

    @Override
    public Completion filterBlock(Statement.FilterBlock statement) {
        run.at(statement.start(), statement.end());
        Value text = captured(statement.body());
        Value result = run.recovering(
                () -> run.expressions().filter((Expression.Filter) statement.filter(), Optional.of(text)));
        run.output().value(result, false, statement.start(), statement.end(), run);
        return Completion.NORMAL;
    }

    @Override
    public Completion with(Statement.With statement) {
        // All values are computed before one of the names is known.
        List<Value> values = new ArrayList<>();
        for (Expression expression : statement.values()) {
            values.add(run.value(expression));
        }
        return run.inScope(run.scope().inner(), () -> {
            for (int i = 0; i < values.size(); i++) {
                assign(statement.targets().get(i), values.get(i), false);
            }
            return block(statement.body());
        });
    }

    @Override
    public Completion perform(Statement.Do statement) {
        run.value(statement.expression());
        return Completion.NORMAL;
    }

    @Override
    public Completion jump(Statement.Jump statement) {
        return statement.leaves() ? Completion.BREAK : Completion.CONTINUE;
    }

    @Override
    public Completion section(Statement.Section statement) {
        if (statement.kind().equals("docs")) {
            return Completion.NORMAL;
        }
        return run.inScope(run.scope().inner(), () -> block(statement.body()));
    }

    @Override
    public Completion unsupported(Statement.Unsupported statement) {
        run.at(statement.start(), statement.end());
        Value result = run.recovering(() -> {
            throw TemplateException.error(
                    "the tag '" + statement.tag() + "' needs other templates by name, which dbt does not have");
        });
        run.output().value(result, false, statement.start(), statement.end(), run);
        return Completion.NORMAL;
    }
}
