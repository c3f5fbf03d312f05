package dev.bylaw.internal.jinja.value;

import dev.bylaw.workspace.Location;
import java.util.Optional;

/**
 * An error while a template is evaluated. It has the place of the innermost expression or tag, once it passed one. Has
 * no stack trace: it says what is wrong with the template, not with this program.
 */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The sorts of errors. */
    public enum Kind {
        /** Text that is not a template. */
        SYNTAX,
        /** An operation that Python or Jinja refuse. */
        ERROR,
        /** Something that is not defined was used. */
        UNDEFINED,
        /** The template reported the error itself. */
        RAISED,
        /** A limit was reached. */
        LIMIT
    }

    private final Kind kind;
    private final transient Optional<Location> location;

    /**
     * An error.
     *
     * @param kind the sort of error
     * @param message what is wrong
     * @param location where; empty if the place is not known yet
     */
    public TemplateException(Kind kind, String message, Optional<Location> location) {
        super(message, null, false, false);
        this.kind = kind;
        this.location = location;
    }

    /** {@return text at a place that is not a template} */
    public static TemplateException syntax(String message, Location location) {
        return new TemplateException(Kind.SYNTAX, message, Optional.of(location));
    }

    /** {@return an operation that Python or Jinja refuse} */
    public static TemplateException error(String message) {
        return new TemplateException(Kind.ERROR, message, Optional.empty());
    }

    /** {@return a use of something that is not defined} */
    public static TemplateException undefined(String message) {
        return new TemplateException(Kind.UNDEFINED, message, Optional.empty());
    }

    /** {@return an error that the template itself reports} */
    public static TemplateException raised(String message) {
        return new TemplateException(Kind.RAISED, message, Optional.empty());
    }

    /** {@return a limit that was reached} */
    public static TemplateException limit(String what) {
        return new TemplateException(Kind.LIMIT, "limit reached: " + what, Optional.empty());
    }

    /** {@return the same error, whose message says in which macro it is} */
    public TemplateException inMacro(String macro) {
        if (getMessage().contains(" (in macro ")) {
            return this;
        }
        String where = location.map(
                        place -> ", " + place.file() + ":" + place.start().line())
                .orElse("");
        return new TemplateException(kind, getMessage() + " (in macro " + macro + where + ")", location);
    }

    /** {@return the sort of error} */
    public Kind kind() {
        return kind;
    }

    /** {@return where; empty if the place is not known yet} */
    public Optional<Location> location() {
        return location;
    }

    /** {@return the same error at a place, unless it has one} */
    public TemplateException at(Location place) {
        return location.isPresent() ? this : new TemplateException(kind, getMessage(), Optional.of(place));
    }
}
