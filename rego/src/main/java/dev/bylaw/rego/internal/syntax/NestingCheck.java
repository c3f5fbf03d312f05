package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Checks how deep a tree is. The parser reads {@code a + b + c} in a loop, and yet it is a tree as deep as it is long,
 * which others walk through by recursion.
 */
final class NestingCheck {
    private final Deque<Node> open = new ArrayDeque<>();

    /** A term, expression or body and how deep it is. */
    private record Node(Object tree, int depth) {}

    private NestingCheck() {}

    /** Checks rules. */
    static void check(List<Rule> rules) {
        NestingCheck check = new NestingCheck();
        for (Rule rule : rules) {
            check.head(rule.head());
            rule.body().ifPresent(check::root);
            for (Rule.Else branch : rule.elses()) {
                branch.value().ifPresent(check::root);
                branch.body().ifPresent(check::root);
            }
        }
        check.run();
    }

    /** Checks the head of a rule. */
    static void check(Rule.Head head) {
        NestingCheck check = new NestingCheck();
        check.head(head);
        check.run();
    }

    /** Checks a term. */
    static void check(Term term) {
        NestingCheck check = new NestingCheck();
        check.root(term);
        check.run();
    }

    /** Checks a body. */
    static void check(Body body) {
        NestingCheck check = new NestingCheck();
        check.root(body);
        check.run();
    }

    private void head(Rule.Head head) {
        head.path().forEach(this::root);
        head.arguments().ifPresent(arguments -> arguments.forEach(this::root));
        head.contains().ifPresent(this::root);
        head.value().ifPresent(this::root);
    }

    private void root(Object tree) {
        open.push(new Node(tree, 1));
    }

    private void run() {
        while (!open.isEmpty()) {
            Node node = open.pop();
            int depth = node.depth() + 1;
            if (node.tree() instanceof Body body) {
                body.expressions().forEach(expression -> open.push(new Node(expression, node.depth())));
            } else if (node.tree() instanceof Expr expression) {
                checkDepth(expression.at(), node.depth());
                expression(expression, depth);
            } else if (node.tree() instanceof Term term) {
                checkDepth(term.at(), node.depth());
                term(term, depth);
            }
        }
    }

    private static void checkDepth(RegoLocation at, int depth) {
        if (depth > Nesting.MAX_DEPTH) {
            throw new ParseFailure(at, Nesting.TOO_DEEP, 0);
        }
    }

    private void push(Object tree, int depth) {
        open.push(new Node(tree, depth));
    }

    private void push(Optional<?> tree, int depth) {
        tree.ifPresent(present -> open.push(new Node(present, depth)));
    }

    private void push(List<?> trees, int depth) {
        trees.forEach(tree -> open.push(new Node(tree, depth)));
    }

    private void expression(Expr expression, int depth) {
        for (Expr.With with : expression.withs()) {
            push(with.target(), depth);
            push(with.value(), depth);
        }
        if (expression instanceof Expr.TermExpr termExpr) {
            push(termExpr.term(), depth - 1);
        } else if (expression instanceof Expr.Not not) {
            push(not.negated(), depth);
        } else if (expression instanceof Expr.SomeIn some) {
            push(some.key(), depth);
            push(some.value(), depth);
            push(some.domain(), depth);
        } else if (expression instanceof Expr.Every every) {
            push(every.domain(), depth);
            push(every.body(), depth);
        } else if (expression instanceof Expr.Logical logical) {
            push(logical.left(), depth);
            push(logical.right(), depth);
        } else if (expression instanceof Expr.NotBody not) {
            push(not.body(), depth);
        }
    }

    private void term(Term term, int depth) {
        if (term instanceof Term.Ref ref) {
            push(ref.head(), depth);
            push(ref.operands(), depth);
        } else if (term instanceof Term.Call call) {
            push(call.arguments(), depth);
        } else if (term instanceof Term.ArrayLiteral array) {
            push(array.items(), depth);
        } else if (term instanceof Term.SetLiteral set) {
            push(set.members(), depth);
        } else if (term instanceof Term.ObjectLiteral object) {
            for (Term.Entry entry : object.entries()) {
                push(entry.key(), depth);
                push(entry.value(), depth);
            }
        } else if (term instanceof Term.ArrayComprehension comprehension) {
            push(comprehension.head(), depth);
            push(comprehension.body(), depth);
        } else if (term instanceof Term.SetComprehension comprehension) {
            push(comprehension.head(), depth);
            push(comprehension.body(), depth);
        } else if (term instanceof Term.ObjectComprehension comprehension) {
            push(comprehension.key(), depth);
            push(comprehension.value(), depth);
            push(comprehension.body(), depth);
        } else if (term instanceof Term.Template template) {
            for (Term.Template.Part part : template.parts()) {
                push(part.term(), depth);
                for (Expr.With with : part.withs()) {
                    push(with.target(), depth);
                    push(with.value(), depth);
                }
            }
        }
    }
}
