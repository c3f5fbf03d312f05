package dev.bylaw.internal.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.workspace.Problem;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of a megabyte that repeat one piece end soon and leave the rest of the project readable. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LargeInputTest {
    private static final int SIZE = 1 << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "models/x.sql | {{ ",
                "models/x.sql | {% if x %}",
                "models/x.sql | {{ ref('good') }}",
                "models/x.sql | {{ config(tags='a') }}",
                "models/x.sql | {#",
                "models/x.sql | {% raw %}",
                "models/x.sql | ((((",
                "models/x.sql | \" ' ",
                "macros/x.sql | {% macro a() %}",
                "macros/x.sql | {% macro a() %}{% endmacro %}",
                "macros/x.sql | {% raw %}endraw",
                "snapshots/x.sql | {% snapshot a %}x{% endsnapshot %}",
                "models/x.py | dbt.ref(",
                "models/x.py | dbt.config(x=[",
                "models/x.md | {% docs a %}{% enddocs %}",
                "models/x.md | {% docs a %}",
                "seeds/x.csv | a,",
                "seeds/x.csv | \"",
                ".dbtignore | a/**/b*[c",
                "models/x.yml | `- [a, {b: c}]\n`",
                "models/x.yml | `a: `",
                "models/x.yml | `? `",
                "models/x.yml | `&a `",
                "models/x.yml | `!!str `",
                "models/x.yml | `\"`",
                "models/x.yml | `{`",
                "models/x.yml | `'x' : `"
            })
    void ends(String path, String piece) {
        DbtTestProject project = new DbtTestProject()
                .file("models/good.sql", "select 1")
                .file("models/m.yml", "models: [{name: good, description: d}]")
                .file(path, piece.replace("\\n", "\n").repeat(SIZE / piece.length()));
        DbtNode node = project.node("model.shop.good");
        assertThat(DbtTestProject.attribute(node, "description")).isEqualTo("d");
        assertThat(project.diagnostics.problems()).extracting(Problem::location).allMatch(place -> place.isPresent());
    }
}
