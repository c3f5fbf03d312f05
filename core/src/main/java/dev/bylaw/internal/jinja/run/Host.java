package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.workspace.Location;
import java.util.Optional;

/** What a template is evaluated in: global names, and ears for what could not be evaluated. */
public interface Host {
    /** {@return the value of a name that no scope of the template has} */
    Optional<Value> global(String name);

    /**
     * A text is made with a value in it that cannot be known.
     *
     * @param value the value
     * @param place the expression, in the template that is rendered
     * @return the marker that stands for it in the text
     */
    String hole(UnknownValue value, Location place);

    /**
     * A text depends on a condition that cannot be known.
     *
     * @param reason why the condition cannot be known
     * @param place the condition, in the template that is rendered
     */
    void undecided(String reason, Location place);

    /**
     * An expression of the template itself failed; evaluation goes on with an unknown value in its place.
     *
     * @param error what failed
     * @param place the expression, in the template that is rendered
     */
    void failed(TemplateException error, Location place);
}
