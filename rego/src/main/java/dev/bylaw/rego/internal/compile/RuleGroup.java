package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All rules that define one path below {@code data}. */
public final class RuleGroup {
    /** What the rules of a group define together. */
    public enum Kind {
        /** One value. */
        COMPLETE,
        /** A set, each rule some members. */
        SET,
        /** An object, each rule some keys. */
        OBJECT,
        /** A function. */
        FUNCTION
    }

    /** A rule as written, with its module. */
    public record Source(SourceModule module, Rule rule) {}

    private final int id;
    private final List<String> path;
    private final Kind kind;
    private final List<Source> sources = new ArrayList<>();
    private final Set<Rule> written = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<RegoLocation> setLeaves = new HashSet<>();
    private final List<Ir.Rule> rules = new ArrayList<>();
    private Ir.Rule defaultRule;

    RuleGroup(int id, List<String> path, Kind kind) {
        this.id = id;
        this.path = List.copyOf(path);
        this.kind = kind;
    }

    /** {@return a number that no other group of the program has, from 0} */
    public int id() {
        return id;
    }

    /** {@return the path below {@code data}} */
    public List<String> path() {
        return path;
    }

    /** {@return the path with dots, beginning with {@code data}} */
    public String name() {
        return "data." + String.join(".", path);
    }

    /** {@return what the rules define together} */
    public Kind kind() {
        return kind;
    }

    /** {@return the number of parameters; 0 for what is no function} */
    public int arity() {
        return sources.get(0).rule().head().arguments().map(List::size).orElse(0);
    }

    /** {@return the rules as written, in the order of the modules} */
    public List<Source> sources() {
        return Collections.unmodifiableList(sources);
    }

    /** {@return where the first rule stands} */
    public RegoLocation at() {
        return sources.get(0).rule().at();
    }

    /** {@return the resolved rules without the default} */
    public List<Ir.Rule> rules() {
        return Collections.unmodifiableList(rules);
    }

    /** {@return the default} */
    public Optional<Ir.Rule> defaultRule() {
        return Optional.ofNullable(defaultRule);
    }

    /** {@return whether a rule of a partial object ends in {@code contains}} */
    public boolean isSetLeaf(Ir.Rule rule) {
        return setLeaves.contains(rule.at());
    }

    /** {@return whether a rule is one of those that make the group} */
    boolean has(Rule rule) {
        return written.contains(rule);
    }

    void add(Source source) {
        sources.add(source);
        written.add(source.rule());
        if (source.rule().head().contains().isPresent()) {
            setLeaves.add(source.rule().at());
        }
    }

    void resolved(Ir.Rule rule) {
        if (rule.isDefault()) {
            defaultRule = rule;
        } else {
            rules.add(rule);
        }
    }

    void replaceRules(List<Ir.Rule> ordered, Ir.Rule orderedDefault) {
        rules.clear();
        rules.addAll(ordered);
        defaultRule = orderedDefault;
    }

    @Override
    public String toString() {
        return name();
    }
}
