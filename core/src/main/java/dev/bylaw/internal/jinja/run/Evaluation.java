package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Budget;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.MappedText;
import java.util.List;
import java.util.Optional;

/** One evaluation of a template. Not thread-safe. */
public final class Evaluation {
    private final Run run;
    private final Template template;

    /**
     * An evaluation.
     *
     * @param template what is evaluated
     * @param host in what
     * @param library the filters and tests
     * @param budget what may be spent
     */
    public Evaluation(Template template, Host host, Library library, Budget budget) {
        this.template = template;
        this.run = new Run(host, library, budget, template);
    }

    /** {@return the machine, for the host's own values} */
    public Machine machine() {
        return run;
    }

    /** {@return whether what happens now is only tried for what it refers to} */
    public boolean isUntaken() {
        return run.isUntaken();
    }

    /** {@return whether it cannot be known that what happens now happens} */
    public boolean isMaybe() {
        return run.isMaybe();
    }

    /**
     * Evaluates the template to text.
     *
     * @return the text
     * @throws TemplateException if a limit is reached
     */
    public MappedText text() {
        return text(template.body());
    }

    /**
     * Evaluates some statements of the template to text.
     *
     * @param body the statements
     * @return the text
     * @throws TemplateException if a limit is reached
     */
    public MappedText text(List<Statement> body) {
        SourceOutput output = new SourceOutput(template.file(), run);
        run.into(output, () -> run.statements().block(body));
        return output.result();
    }

    /**
     * Evaluates the template to a value, as dbt's native environment does.
     *
     * @return the value
     * @throws TemplateException if a limit is reached
     */
    public Value value() {
        NativeOutput output = new NativeOutput();
        run.into(output, () -> run.statements().block(template.body()));
        return output.result(run);
    }

    /**
     * Makes a macro of another template callable.
     *
     * @param other the template
     * @param macro its macro
     * @return the macro; a {@code return()} in it is thrown as a {@link ReturnSignal}
     */
    public CallableValue macro(Template other, Statement.Macro macro) {
        return new MacroValue(other, macro, Scope.outermost());
    }

    /**
     * Evaluates another template to text in the place of an expression.
     *
     * @param other the template
     * @return the text
     */
    public Value render(Template other) {
        Statement.Macro body = new Statement.Macro("call", "render", List.of(), other.body(), java.util.Set.of(), 0, 0);
        return run.invoke(new MacroValue(other, body, Scope.outermost()), Arguments.NONE);
    }

    /** Tries a call for what it refers to, without its effects. */
    public void attempt(CallableValue callable, Arguments arguments) {
        run.untaken(() -> run.call(callable, arguments));
    }

    /** {@return why a value cannot be known, if it is unknown altogether} */
    public static Optional<String> unknown(Value value) {
        return value instanceof UnknownValue ? value.unknown() : Optional.empty();
    }
}
