package dev.bylaw.rego.internal.template;

/** A template that is malformed, or that cannot be filled with the values it was given. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(int line, String message) {
        super("template: template:" + line + ": " + message, null, false, false);
    }
}
