package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParserTest {
    @Test
    void parsesModule() {
        SourceModule module = Parser.parseModule("a.rego", """
                package a.b

                import data.lib as l

                default allow := false

                allow if {
                	some user in input.users
                	l.known(user)
                }
                """);
        assertThat(TreeText.of(module)).isEqualTo("""
                        package [a, b]
                        import [data, lib] l
                        default allow args - value false body true
                        rule allow args - value true body some in (user,ref(input,"users")); call(ref(l,"known"),user)\
                        """);
    }
}
