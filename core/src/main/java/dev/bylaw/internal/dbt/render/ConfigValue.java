package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.CallSite;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.Site;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code config}: takes configuration, and answers what is configured.
 *
 * @param session the session
 */
record ConfigValue(RenderSession session) implements CallableValue {
    /** The layer of values that a call of {@code config} sets. */
    static final String LAYER = "config()";

    /** Keys whose values are added to those of other layers, not put in their place. */
    private static final Set<String> ADDITIVE = Set.of(
            "tags",
            "meta",
            "grants",
            "pre-hook",
            "pre_hook",
            "post-hook",
            "post_hook",
            "packages",
            "docs",
            "contract",
            "quoting",
            "column_types",
            "databricks_tags",
            "persist_docs");

    @Override
    public Value call(Arguments arguments, Machine machine) {
        Location place = arguments.site().map(CallSite::location).orElseGet(machine::place);
        boolean named = !arguments.named().isEmpty();
        if (arguments.positional().size() > (named ? 0 : 1)
                || arguments.count() == 0 && arguments.open().isEmpty()) {
            throw TemplateException.error(
                    "config() takes either one dictionary or named arguments, and at least one of them");
        }
        if (named || arguments.positional().isEmpty()) {
            Map<String, Tree.Entry> entries = new LinkedHashMap<>();
            arguments
                    .named()
                    .forEach((name, value) -> entries.put(name, entry(name, value, arguments, place, machine)));
            record(new Tree.Mapping(entries, arguments.open(), Origin.of(place, LAYER)));
            return StringValue.EMPTY;
        }
        Value given = arguments.positional().get(0);
        if (given instanceof UnknownValue unknown) {
            record(new Tree.Mapping(Map.of(), Optional.of(unknown.reason()), Origin.of(place, LAYER)));
            return StringValue.EMPTY;
        }
        if (given instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        if (!(given instanceof DictionaryValue dictionary)) {
            throw TemplateException.error("config() takes a dictionary, not " + given.typeName());
        }
        Optional<Site> site = arguments.site().flatMap(one -> one.positional(0));
        record(TreeValues.mapping(dictionary, site, place, LAYER, machine, 0));
        return StringValue.EMPTY;
    }

    private Tree.Entry entry(String name, Value value, Arguments arguments, Location place, Machine machine) {
        Optional<Site.Member> member = arguments.site().flatMap(site -> site.named(name));
        Tree tree = TreeValues.toTree(value, member.map(Site.Member::value), place, LAYER, machine);
        return new Tree.Entry(member.map(Site.Member::key), tree);
    }

    private void record(Tree.Mapping call) {
        if (session.evaluation().isUntaken()) {
            return;
        }
        if (!session.evaluation().isMaybe()) {
            session.note(call);
            return;
        }
        Map<String, Tree.Entry> maybe = new LinkedHashMap<>();
        call.entries()
                .forEach((key, entry) -> maybe.put(
                        key,
                        new Tree.Entry(
                                entry.key(),
                                new Tree.Unknown(
                                        "it is set under a condition that cannot be known",
                                        entry.value().origin()))));
        session.note(new Tree.Mapping(maybe, call.open(), call.origin()));
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return Optional.ofNullable(
                switch (name) {
                    case "get", "require" -> new FunctionValue(name, (arguments, caller) -> get(name, arguments));
                    case "meta_get", "meta_require" ->
                        new FunctionValue(name, (arguments, caller) -> metaGet(name, arguments));
                    case "set" -> new FunctionValue(name, this::set);
                    case "persist_relation_docs", "persist_column_docs" ->
                        new FunctionValue(
                                name,
                                (arguments, caller) -> new UnknownValue("persist_docs is known only when dbt runs"));
                    case "model" -> new UnknownValue("config.model is known only when dbt runs");
                    default -> null;
                });
    }

    private Value set(Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("set", 2, "name", "value");
        Location place = arguments.site().map(CallSite::location).orElseGet(machine::place);
        Value key = bound.get(0).orElseThrow();
        if (key.unknown().isPresent()) {
            record(new Tree.Mapping(Map.of(), key.unknown(), Origin.of(place, LAYER)));
            return StringValue.EMPTY;
        }
        Optional<Site> keySite = arguments.site().flatMap(site -> site.positional(0));
        Optional<Site> valueSite = arguments.site().flatMap(site -> site.positional(1));
        Tree value = TreeValues.toTree(bound.get(1).orElseThrow(), valueSite, place, LAYER, machine);
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        entries.put(Printer.string(key, machine).text(), new Tree.Entry(keySite.map(Site::location), value));
        record(new Tree.Mapping(entries, Origin.of(place, LAYER)));
        return StringValue.EMPTY;
    }

    private Value get(String function, Arguments arguments) {
        List<Optional<Value>> bound = arguments.bind(function, 1, "name", "default", "validator");
        Value name = bound.get(0).orElseThrow();
        if (!(name instanceof StringValue text) || text.unknown().isPresent()) {
            return new UnknownValue(name.unknown().orElse("the name of a configuration is not a text"));
        }
        Optional<Value> found = find(text.text());
        if (found.isPresent()) {
            return found.get();
        }
        if (function.equals("require")) {
            return new UnknownValue("the configuration '" + text.text() + "' is required and not set");
        }
        return bound.get(1).orElse(NoneValue.NONE);
    }

    private Value metaGet(String function, Arguments arguments) {
        List<Optional<Value>> bound = arguments.bind(function, 1, "name", "default", "validator");
        Value name = bound.get(0).orElseThrow();
        Value meta = find("meta").orElseGet(DictionaryValue::new);
        if (meta instanceof DictionaryValue dictionary) {
            Value fallback = function.equals("meta_require")
                    ? new UnknownValue("a key of meta is required and not set")
                    : bound.get(1).orElse(NoneValue.NONE);
            return dictionary.get(name).orElse(fallback);
        }
        return new UnknownValue(meta.unknown().orElse("meta is not a dictionary"));
    }

    /** What is configured so far: by the template itself, else by the layers before it. */
    private Optional<Value> find(String key) {
        Optional<Tree> own = Optional.empty();
        Optional<String> open = Optional.empty();
        for (Tree.Mapping call : session.config()) {
            Optional<Tree> value = call.get(key);
            if (value.isPresent()) {
                own = value;
                open = Optional.empty();
            } else if (call.open().isPresent()) {
                open = call.open();
            }
        }
        Tree.Mapping before = session.request().config();
        Optional<Tree> earlier = before.get(key);
        if (open.isPresent()) {
            return Optional.of(new UnknownValue(open.get()));
        }
        if (own.isPresent()) {
            return earlier.isPresent() && ADDITIVE.contains(key)
                    ? Optional.of(new UnknownValue("the configuration '" + key + "' is put together of several layers"))
                    : own.map(TreeValues::toValue);
        }
        return earlier.map(TreeValues::toValue).or(() -> before.open().map(UnknownValue::new));
    }

    /** {@return what is configured so far, as a dictionary that may have more} */
    Value all() {
        Set<String> keys =
                new LinkedHashSet<>(session.request().config().entries().keySet());
        session.config().forEach(call -> keys.addAll(call.entries().keySet()));
        Map<String, Value> entries = new LinkedHashMap<>();
        keys.forEach(key -> find(key).ifPresent(value -> entries.put(key, value)));
        return DictionaryValue.of(entries).open("the rest of the configuration is known only when dbt runs");
    }

    /** {@return the text of a configuration, if it is known to be one} */
    Optional<String> known(String key) {
        return find(key)
                .filter(StringValue.class::isInstance)
                .map(StringValue.class::cast)
                .filter(text -> text.unknown().isEmpty())
                .map(StringValue::text);
    }

    @Override
    public String typeName() {
        return "config";
    }
}
