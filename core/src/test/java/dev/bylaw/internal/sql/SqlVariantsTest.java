package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two queries of one model. */
class SqlVariantsTest {
    private static Analysed united(String one, String other) {
        return Analysed.of(SqlVariants.united(
                Analysed.of("trino", one).analysis(),
                Analysed.of("trino", other).analysis()));
    }

    @Test
    void unitesTheInputsOfColumnsOfTheSameName() {
        Analysed both = united("select a, b as v from t where c = 1", "select u.x as v, u.y as A from u where u.z = 1");
        assertThat(both.columns()).containsExactly("a = t.a, u.y", "v = t.b, u.x");
        assertThat(both.indirect()).isEqualTo("t.c:indirect, u.z:indirect");
        assertThat(both.status()).isEqualTo("complete");
    }

    @Test
    void keepsColumnsOfOneQueryOnly() {
        Analysed both = united("select a, b from t", "select a, x from t, u");
        assertThat(both.columns()).containsExactly("a = t.a", "b = t.b", "x = u.x");
        assertThat(both.status()).isEqualTo("complete");
    }

    @Test
    void pairsColumnsOfOneNameOnlyOnce() {
        Analysed both = united("select a, b as a from t", "select x as a, y as A from u");
        assertThat(both.columns()).containsExactly("a = t.a, u.x", "a = t.b, u.y");
    }

    @Test
    void doubtsColumnsThatTheOtherQueryMayHaveToo() {
        Analysed both = united("select a, b from t", "select x as a, o.* from u, o");
        assertThat(both.columns()).containsExactly("a = t.a, u.x", "b = t.b ! the columns of o are not declared");
        assertThat(both.analysis().open()).contains("the columns of o are not declared");
        assertThat(both.status()).isEqualTo("partial");
        assertThat(united("select o.* from o", "select b from t").columns())
                .containsExactly("b = t.b ! the columns of o are not declared");
    }

    @Test
    void unitesDoubtsAndCandidates() {
        Analysed both = united("select hole_1 as a, q as b from o, p", "select hole_2 as a, q as b from o");
        assertThat(both.column("a")).isEqualTo("! macro m is not known; macro n is not known");
        assertThat(both.column("b")).startsWith("o.q ? p.q ! ");
    }

    @Test
    void keepsWhatIsKnownWhereOneQueryFails() {
        for (Analysed both : new Analysed[] {
            united("select a from t", "select 'x"), united("select 'x", "select a from t"),
        }) {
            assertThat(both.status()).isEqualTo("partial");
            assertThat(both.columns())
                    .containsExactly("a = t.a ! string is not closed, expected ' at line 1, column 8");
            assertThat(both.analysis().open()).isPresent();
            assertThat(both.reasons()).containsExactly("string is not closed, expected ' at line 1, column 8");
        }
        Analysed neither = united("select 'x", "select 'x");
        assertThat(neither.status()).isEqualTo("failed");
        assertThat(neither.columns()).isEmpty();
    }
}
