package dev.bylaw.opa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Bundle;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.CompiledRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hides parts of random documents: what a compiled rule gives for certain, it gives in every filling of what is hidden; and
 * with nothing hidden it gives what the built-in evaluator gives.
 */
class PossibleWorldsTest {
    private static final List<String> PACKAGE = List.of("acme", "test", "worlds");
    private static final String BODY = """
            violation contains {"message": "plain"} if input.model.a == 1
            violation contains {"message": "absent"} if not input.model.b
            violation contains {"message": sprintf("each %v", [key])} if some key, _ in data.workspace.c
            violation contains {"message": sprintf("has %v", [x])} if { some x in input.model.a; x == data.workspace.a }
            undecided contains {"message": "same"} if input.model == data.workspace.b
            undecided contains {"message": "every"} if { every x in data.workspace.a { is_object(x) } }
            not_applicable contains {"message": "count"} if count(data.workspace.b.c) > 0
            not_applicable contains {"message": "last"} if data.workspace.c.a.b
            """;
    private static final EvaluationOptions OPTIONS = EvaluationOptions.DEFAULT;
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    private static Path folder;

    private static CompiledRules compiled;
    private static dev.bylaw.rego.Policy source;

    @BeforeAll
    static void build() throws IOException {
        Compiled rules = new Compiled(folder).rego("worlds", BODY);
        Path bundle = rules.build();
        compiled = new WasmBundles().load(Bundle.ofArchive(bundle), bundle);
        source = dev.bylaw.rego.Policy.compile(
                List.of(dev.bylaw.rego.RegoModule.parse("worlds.rego", Compiled.rule("worlds", BODY))));
    }

    /** By JUnit and not by jqwik, which fails where there is no opa, and does not skip. */
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsCertainHoldsInEveryWorld(long seed) {
        Random random = new Random(seed);
        ObjectValue workspace = object(random, 3);
        ObjectValue model = object(random, 2);
        ObjectValue hiddenWorkspace = hide(workspace, random, "");
        ObjectValue hiddenModel = hide(model, random, "/model");
        List<Evaluated> found = ask(hiddenWorkspace, hiddenModel);
        for (int world = 0; world < 6; world++) {
            List<Evaluated> expected =
                    evaluate((ObjectValue) fill(hiddenWorkspace, random), (ObjectValue) fill(hiddenModel, random));
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).doubt().isNone()) {
                    assertThat(found.get(i).value()).isEqualTo(expected.get(i).value());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withNothingHiddenItIsWhatTheSourceGives(long seed) {
        Random random = new Random(seed);
        ObjectValue workspace = object(random, 3);
        ObjectValue model = object(random, 2);
        assertThat(ask(workspace, model)).isEqualTo(evaluate(workspace, model));
    }

    private static List<Evaluated> ask(ObjectValue workspace, ObjectValue model) {
        try (CompiledRules.Evaluator evaluator = compiled.open(workspace, OPTIONS)) {
            return evaluator.evaluate(PACKAGE, input(model));
        }
    }

    private static List<Evaluated> evaluate(ObjectValue workspace, ObjectValue model) {
        return source.session(ObjectValue.builder().put("workspace", workspace).build(), OPTIONS)
                .evaluate(
                        List.of(
                                "data.acme.test.worlds.violation",
                                "data.acme.test.worlds.undecided",
                                "data.acme.test.worlds.not_applicable"),
                        input(model),
                        Set.of());
    }

    private static ObjectValue input(ObjectValue model) {
        return ObjectValue.builder()
                .put("params", ObjectValue.EMPTY)
                .put("model", model)
                .build();
    }

    private static ObjectValue object(Random random, int depth) {
        ObjectValue.Builder object = ObjectValue.builder();
        NAMES.forEach(name -> {
            if (random.nextInt(4) > 0) {
                object.put(name, value(random, depth - 1));
            }
        });
        return object.build();
    }

    private static Value value(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 4 : 2);
        return switch (kind) {
            case 0 -> dev.bylaw.rego.NumberValue.of(random.nextInt(3));
            case 1 -> StringValue.of(NAMES.get(random.nextInt(3)));
            case 2 -> {
                ArrayValue.Builder array = ArrayValue.builder();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array.build();
            }
            default -> object(random, depth);
        };
    }

    /** Takes members away, says that there may be more, or that one may not be there. */
    private static ObjectValue hide(ObjectValue object, Random random, String pointer) {
        ObjectValue.Builder hidden = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
            String at = pointer + "/" + ((StringValue) object.keyAt(i)).value();
            Value value = object.valueAt(i);
            Value inner = value instanceof ObjectValue deeper
                    ? hide(deeper, random, at)
                    : value instanceof ArrayValue array && random.nextInt(6) == 0
                            ? array.withOpen(Doubt.about(at, "more"))
                            : value;
            switch (random.nextInt(14)) {
                case 0 -> hidden.absent(object.keyAt(i), Doubt.about(at, "absent"));
                case 1 -> hidden.put(object.keyAt(i), inner, Doubt.about(at, "maybe"));
                default -> hidden.put(object.keyAt(i), inner);
            }
        }
        if (random.nextInt(14) == 0) {
            hidden.open(Doubt.about(pointer, "open"));
        }
        return hidden.build();
    }

    /** One of the documents that a document with hidden parts may be. */
    private static Value fill(Value value, Random random) {
        if (value instanceof ArrayValue array) {
            ArrayValue.Builder filled = ArrayValue.builder();
            array.items().forEach(item -> filled.add(fill(item, random)));
            if (!array.open().isNone() && random.nextBoolean()) {
                filled.add(value(random, 1));
            }
            return filled.build();
        }
        if (!(value instanceof ObjectValue object)) {
            return value;
        }
        ObjectValue.Builder filled = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
            int choice = object.memberDoubt(i).isNone() ? 0 : random.nextInt(3);
            if (choice == 0) {
                filled.put(object.keyAt(i), fill(object.valueAt(i), random));
            } else if (choice == 1) {
                filled.put(object.keyAt(i), value(random, 2));
            }
        }
        for (String name : NAMES) {
            StringValue key = StringValue.of(name);
            if (object.get(key) == null && !object.absenceDoubt(key).isNone() && random.nextBoolean()) {
                filled.put(key, value(random, 2));
            }
        }
        return filled.build();
    }
}
