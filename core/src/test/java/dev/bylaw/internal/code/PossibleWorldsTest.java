package dev.bylaw.internal.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.Finding;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Node;
import dev.bylaw.rule.Read;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import dev.bylaw.workspace.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a rule in Java reports for certain of a document with unknown places holds however they are filled. */
class PossibleWorldsTest {
    private static final int WORLDS = 8;
    private static final List<String> KEYS = List.of("a", "b", "c");

    /** Statistics guard against a property that never sees what it is about. */
    private static int certain;

    private static int doubtful;

    @Property(tries = 3000)
    void whatIsCertainHoldsInEveryWorld(@ForAll long seed) {
        Random random = new Random(seed);
        Generated hidden = object(random, 3);
        Rule rule = new Program(random.nextLong());
        CodeRun.Answer answer = ask(rule, hidden.value());
        certain += answer.violations().size();
        doubtful += answer.doubt().isNone() ? 0 : 1;
        for (int i = 0; i < WORLDS; i++) {
            CodeRun.Answer filled = ask(rule, fill(hidden, new Random(seed * 31 + i)));
            assertThat(filled.doubt()).isEqualTo(Doubt.NONE);
            if (answer.doubt().isNone()) {
                assertThat(filled.violations()).isEqualTo(answer.violations());
            } else {
                assertThat(filled.violations()).containsAll(answer.violations());
            }
        }
    }

    @Property(tries = 1)
    void seesBothCertaintyAndDoubt() {
        certain = 0;
        doubtful = 0;
        for (long seed = 0; seed < 500; seed++) {
            whatIsCertainHoldsInEveryWorld(seed);
        }
        assertThat(certain).isGreaterThan(100);
        assertThat(doubtful).isGreaterThan(100);
    }

    private static CodeRun.Answer ask(Rule rule, Value value) {
        return CodeRun.ask(
                rule,
                new CodeRun.Question(
                        new Element("model", "m", "m"),
                        value,
                        Optional.empty(),
                        ObjectValue.EMPTY,
                        ObjectValue.EMPTY,
                        Instant.EPOCH,
                        () -> false));
    }

    /** A value with doubts, and for each member whether it may be another one or not there. */
    private record Generated(Value value, List<Generated> members) {}

    private static Generated any(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 6);
        return switch (kind) {
            case 0 -> new Generated(StringValue.of(KEYS.get(random.nextInt(3))), List.of());
            case 1 -> new Generated(NumberValue.of(random.nextInt(3)), List.of());
            case 2 -> new Generated(BooleanValue.of(random.nextBoolean()), List.of());
            case 3 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static Generated array(Random random, int depth) {
        ArrayValue.Builder array = ArrayValue.builder();
        List<Generated> members = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            Generated item = any(random, depth - 1);
            members.add(item);
            array.add(item.value(), random.nextInt(6) == 0 ? Doubt.about("/item", "r") : Doubt.NONE);
        }
        if (random.nextInt(4) == 0) {
            array.open(Doubt.about("/array", "open"));
        }
        return new Generated(array.build(), members);
    }

    private static Generated object(Random random, int depth) {
        ObjectValue.Builder object = ObjectValue.builder();
        List<Generated> members = new ArrayList<>();
        for (String key : KEYS) {
            int state = random.nextInt(8);
            StringValue name = StringValue.of(key);
            if (state < 4) {
                Generated member = any(random, depth - 1);
                members.add(member);
                object.put(name, member.value(), state == 0 ? Doubt.about("/" + key, "r") : Doubt.NONE);
            } else if (state == 4) {
                object.absent(name, Doubt.about("/" + key, "unknown"));
            }
        }
        if (random.nextInt(6) == 0) {
            object.open(Doubt.about("", "open"));
        }
        return new Generated(object.build(), members);
    }

    /** A world: everything unknown is decided, absence among the decisions. */
    private static Value fill(Generated hidden, Random random) {
        if (hidden.value() instanceof ArrayValue array) {
            ArrayValue.Builder filled = ArrayValue.builder();
            for (int i = 0; i < array.size(); i++) {
                more(array.open(), random, filled);
                if (array.memberDoubt(i).isNone() || random.nextBoolean()) {
                    filled.add(fill(hidden.members().get(i), random));
                }
            }
            more(array.open(), random, filled);
            return filled.build();
        }
        if (hidden.value() instanceof ObjectValue object) {
            ObjectValue.Builder filled = ObjectValue.builder();
            for (String key : List.of("a", "b", "c", "d")) {
                StringValue name = StringValue.of(key);
                int index = object.indexOf(name);
                boolean known = index >= 0 && object.memberDoubt(index).isNone();
                if (known || index >= 0 && random.nextInt(3) == 0) {
                    filled.put(name, fill(hidden.members().get(index), random));
                } else if ((index >= 0 || !object.absenceDoubt(name).isNone()) && random.nextBoolean()) {
                    filled.put(name, certainValue(random));
                }
            }
            return filled.build();
        }
        return hidden.value();
    }

    private static void more(Doubt open, Random random, ArrayValue.Builder filled) {
        // An item that may not be there makes an array open as well; further items are then possible, too.
        if (!open.isNone() && random.nextInt(3) == 0) {
            filled.add(certainValue(random));
        }
    }

    private static Value certainValue(Random random) {
        Generated generated = any(random, 2);
        return fill(generated, random);
    }

    /** A rule made from a seed: it reads here and there and reports what it saw. */
    private record Program(long seed) implements Rule {
        @Override
        public RuleMetadata metadata() {
            return RuleMetadata.builder("acme/java/program")
                    .severity(Severity.ERROR)
                    .subject(SubjectKind.MODEL)
                    .build();
        }

        @Override
        public void check(Subject subject, Findings findings) {
            Random random = new Random(seed);
            int statements = 1 + random.nextInt(4);
            for (int i = 0; i < statements; i++) {
                Node node = walk(subject.node(), random);
                Random inner = new Random(random.nextLong());
                String answer = i + answer(node, inner);
                switch (random.nextInt(3)) {
                    case 0 -> findings.violation(Finding.of(answer).key("k" + i));
                    case 1 -> findings.violation(node, answer);
                    default -> {
                        if (answer.hashCode() % 2 == 0) {
                            findings.violation(answer);
                        } else {
                            return;
                        }
                    }
                }
            }
        }

        private static Node walk(Node node, Random random) {
            Node at = node;
            for (int i = random.nextInt(4); i > 0; i--) {
                at = random.nextInt(4) == 0
                        ? at.get(random.nextInt(3))
                        : at.get(List.of("a", "b", "c", "d").get(random.nextInt(4)));
            }
            return at;
        }

        private static String answer(Node node, Random random) {
            int kind = random.nextInt(12);
            return switch (kind) {
                case 0 -> node.text().toString();
                case 1 -> node.number().toString();
                case 2 -> node.flag().toString();
                case 3 -> Boolean.toString(node.isPresent());
                case 4 -> node.value().toString();
                case 5 -> node.texts().toString();
                case 6 -> node.entries().keySet().toString();
                case 7 -> Integer.toString(node.size());
                case 8 -> Boolean.toString(node.contains("a"));
                case 9 -> {
                    long seed = random.nextLong();
                    yield Boolean.toString(node.anyMatch(each -> answer(walk(each, new Random(seed)), new Random(seed))
                                            .hashCode()
                                    % 2
                            == 0));
                }
                case 10 -> {
                    StringBuilder text = new StringBuilder();
                    long seed = random.nextLong();
                    for (Node item : node.items()) {
                        text.append(answer(item, new Random(seed))).append(item.pointer());
                    }
                    yield text.toString();
                }
                default -> {
                    // What is not known is passed over: an author's decision that holds in every world.
                    Read<String> read = node.get("a").read(each -> each.text());
                    yield read.isUnknown() ? node.get("a").text() + "" : read.known() + "";
                }
            };
        }
    }
}
