/**
 * Rego v1 in the JVM: source to result, with three-valued evaluation.
 *
 * <p>Only {@code dev.bylaw.rego} is API. No type of another library appears in it.
 */
@SuppressWarnings("module") // The modules that some packages are opened to are built after this one.
module dev.bylaw.rego {
    requires com.fasterxml.jackson.core;
    requires java.net.http;
    requires re2j;
    requires org.yaml.snakeyaml;

    exports dev.bylaw.rego;
    exports dev.bylaw.rego.internal.text to
            dev.bylaw.core,
            dev.bylaw.rules.test,
            dev.bylaw.cli;
}
