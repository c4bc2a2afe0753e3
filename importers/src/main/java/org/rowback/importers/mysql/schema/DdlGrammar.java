package org.rowback.importers.mysql.schema;

import io.debezium.ddl.parser.mariadb.generated.MariaDBLexer;
import io.debezium.ddl.parser.mariadb.generated.MariaDBParser;
import io.debezium.ddl.parser.mysql.legacy.MySqlLexer;
import io.debezium.ddl.parser.mysql.legacy.MySqlParser;

import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Parses CREATE TABLE and ALTER TABLE by the grammars of both vendors that Debezium maintains: first the server's own,
/// then the other's, since each has gaps that the other has not.
///
/// The grammars load when first used (about half a second). Fast prediction is tried first, full prediction where it
/// fails.
final class DdlGrammar {
    /// What is parsed.
    enum Rule {
        CREATE_TABLE,
        ALTER_TABLE
    }

    private DdlGrammar() {}

    /// @param plain text without comments (see [SqlText]) and without the closing semicolon
    static Node parse(Rule rule, String plain, Server server) throws DdlProblem {
        Grammar first = server.isMariaDb() ? Grammar.MARIADB : Grammar.MYSQL;
        Grammar second = server.isMariaDb() ? Grammar.MYSQL : Grammar.MARIADB;
        Attempt attempt = first.parse(rule, plain);
        if (attempt.tree() == null) {
            Attempt other = second.parse(rule, plain);
            // The message of the grammar that came further tells more.
            attempt = other.tree() != null || other.at() > attempt.at() ? other : attempt;
        }
        if (attempt.tree() == null) {
            throw new DdlProblem(attempt.error());
        }
        return new Node(attempt.tree(), plain);
    }

    private record Attempt(@Nullable ParserRuleContext tree, String error, int at) {}

    private enum Grammar {
        MYSQL(MySqlLexer.ID, MySqlLexer.JSON, MySqlLexer.BINARY) {
            @Override
            Lexer lexer(String text) {
                return new MySqlLexer(CharStreams.fromString(text));
            }

            @Override
            Parser parser(CommonTokenStream tokens) {
                return new MySqlParser(tokens);
            }

            @Override
            ParserRuleContext run(Rule rule, Parser parser) {
                MySqlParser own = (MySqlParser) parser;
                return switch (rule) {
                    case CREATE_TABLE -> own.createTable();
                    case ALTER_TABLE -> own.alterTable();
                };
            }
        },
        MARIADB(MariaDBLexer.ID, MariaDBLexer.UUID, MariaDBLexer.BINARY) {
            @Override
            Lexer lexer(String text) {
                return new MariaDBLexer(CharStreams.fromString(text));
            }

            @Override
            Parser parser(CommonTokenStream tokens) {
                return new MariaDBParser(tokens);
            }

            @Override
            ParserRuleContext run(Rule rule, Parser parser) {
                MariaDBParser own = (MariaDBParser) parser;
                return switch (rule) {
                    case CREATE_TABLE -> own.createTable();
                    case ALTER_TABLE -> own.alterTable();
                };
            }
        };

        private final int id;
        private final int plainType;
        private final int binary;

        Grammar(int id, int plainType, int binary) {
            this.id = id;
            this.plainType = plainType;
            this.binary = binary;
        }

        abstract Lexer lexer(String text);

        abstract Parser parser(CommonTokenStream tokens);

        abstract ParserRuleContext run(Rule rule, Parser parser);

        Attempt parse(Rule rule, String text) {
            Errors errors = new Errors();
            Lexer lexer = lexer(text);
            lexer.removeErrorListeners();
            lexer.addErrorListener(errors);
            List<Token> tokens = new ArrayList<>();
            for (Token token : lexer.getAllTokens()) {
                tokens.add(token);
            }
            if (errors.message != null) {
                return new Attempt(null, errors.message, 0);
            }
            new TokenFixes(id, plainType, binary).apply(rule, tokens);
            Parser fast = parser(new CommonTokenStream(new ListTokenSource(tokens)));
            fast.removeErrorListeners();
            fast.setErrorHandler(new BailErrorStrategy());
            fast.getInterpreter().setPredictionMode(PredictionMode.SLL);
            try {
                ParserRuleContext tree = run(rule, fast);
                if (fast.getCurrentToken().getType() == Token.EOF) {
                    return new Attempt(tree, "", 0);
                }
            } catch (ParseCancellationException fastFailed) {
                // full prediction decides
            }
            Parser full = parser(new CommonTokenStream(new ListTokenSource(tokens)));
            full.removeErrorListeners();
            full.addErrorListener(errors);
            full.setErrorHandler(new DefaultErrorStrategy());
            full.getInterpreter().setPredictionMode(PredictionMode.LL);
            ParserRuleContext tree = run(rule, full);
            Token stop = full.getCurrentToken();
            if (errors.message == null && stop.getType() == Token.EOF) {
                return new Attempt(tree, "", 0);
            }
            return errors.message == null
                    ? new Attempt(null, "not understood from " + near(stop), stop.getStartIndex())
                    : new Attempt(null, errors.message, errors.at);
        }
    }

    private static String near(Token token) {
        String text = token.getText();
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    }

    private static final class Errors extends BaseErrorListener {
        private @Nullable String message;
        private int at;

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object offendingSymbol,
                int line,
                int charPositionInLine,
                String text,
                @Nullable RecognitionException e) {
            if (message == null) {
                if (offendingSymbol instanceof CommonToken token && token.getType() != Token.EOF) {
                    message = "not understood at " + near(token);
                    at = token.getStartIndex();
                } else {
                    message = "not understood at its end";
                }
            }
        }
    }
}
