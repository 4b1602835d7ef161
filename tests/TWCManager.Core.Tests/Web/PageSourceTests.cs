using TWCManager.PageMaker;
using Xunit;

namespace TWCManager.Core.Tests.Web;

/// <summary>From the files of the page to the source that is compiled in.</summary>
public class PageSourceTests
{
    [Fact]
    public void What_is_compiled_in_was_made_from_the_files_of_the_page()
    {
        string folder = PageFiles.FindFolder(AppContext.BaseDirectory);
        Assert.All(PageFiles.Pages(folder), page =>
        {
            string made = File.ReadAllText(PageFiles.Generated(folder, page)).ReplaceLineEndings("\n");
            Assert.True(PageFiles.Make(folder, page) == made, "Web/Page has changed: run dotnet run --project tests/TWCManager.PageMaker");
        });
    }

    [Theory]
    [InlineData("a = 1; // 'one'\n", "a=1;", "a comment with a quote")]
    [InlineData("a = '// no';\nb = \"/* nor this */\";\n", "a='// no';b=\"/* nor this */\";", "marks of comments in strings")]
    [InlineData("a = 'it\\'s  //';\n", "a='it\\'s  //';", "an escaped quote")]
    [InlineData("/* two\n lines */ a /* x */ = 1;\n", "a=1;", "long comments")]
    [InlineData("g = `<a  b='${x + `-${ y }` } // c'/>`;\n", "g=`<a  b='${x+`-${y}`} // c'/>`;", "a template in a template: its text stays, its code is shortened")]
    [InlineData("g = `${ { a: 1 }.a }`;\n", "g=`${{a:1}.a}`;", "braces in the code of a template")]
    [InlineData("a = b.replace(/[/'\"`] \\/ \\//g, '');\n", "a=b.replace(/[/'\"`] \\/ \\//g,'');", "quotes and slashes in a regular expression")]
    [InlineData("a = b / c / d;\n", "a=b/c/d;", "divisions are no regular expression")]
    [InlineData("a = (b + 1) / 2, c = x[0] / 3;\n", "a=(b+1)/2,c=x[0]/3;", "divisions after brackets")]
    [InlineData("a = /x/ / /y/;\n", "a=/x/ / /y/;", "no comment comes into being")]
    [InlineData("a = b + +c - -d + ++e;\n", "a=b+ +c- -d+ ++e;", "signs do not join")]
    [InlineData("return typeof a in b;\n", "return typeof a in b;", "words do not join")]
    [InlineData("a = /x/g in b;\n", "a=/x/g in b;", "nor with the flags of a regular expression")]
    [InlineData("a = 1 .toFixed(.5);\n", "a=1 .toFixed(.5);", "a number and a member")]
    [InlineData("a = b ? .5 : c?.d ?? 1e-5;\n", "a=b?.5:c?.d??1e-5;", "question marks")]
    [InlineData("f(() => {\n  a();\n  b();\n});\n", "f(()=>{a();b()});", "no semicolon before a closing brace")]
    [InlineData("if (a) { while (b); }\n", "if(a){while(b);}", "but that of an empty statement stays")]
    [InlineData("for (;;) { }\nif (a) b(); else ;\n", "for(;;){}if(a)b();else;", "the semicolons of for and of an empty else")]
    [InlineData("f(a)\n  .then(b)\n  .then(c ?\n d\n : e);\n", "f(a).then(b).then(c?d:e);", "a statement over several lines")]
    [InlineData("if (a) {\n  b();\n}\nfor (const c of d) e(c);\n", "if(a){b()}for(const c of d)e(c);", "after a block no semicolon is needed")]
    [InlineData("try {\n  a();\n} catch (e) {\n  b();\n}\nc();\n", "try{a()}catch(e){b()}c();", "nor after catch")]
    [InlineData("do a();\nwhile (b);\n", "do a();while(b);", "do and while")]
    [InlineData("const a = 1;\nconst b = c => c;\nb();\nconst d = 2;\n", "const a=1,b=c=>c;b();const d=2;", "constants that follow each other become one statement")]
    [InlineData("const a = () => {\n  const b = `${ c }`;\n  const d = { e: 1 };\n};\nconst f = 1;\n", "const a=()=>{const b=`${c}`,d={e:1}},f=1;", "each in its own block")]
    [InlineData("let a = 1;\nconst b = 2;\nfor (const c of d) e();\nconst f = 3;\n", "let a=1;const b=2;for(const c of d)e();const f=3;", "but nothing else does")]
    [InlineData("if (a) {\n  const b = 1;\n}\nconst c = 2;\n", "if(a){const b=1}const c=2;", "nor across blocks")]
    public void A_script_is_shortened_and_stays_the_same_script(string source, string expected, string why)
    {
        Assert.True(ScriptText.Shorten("x.js", source) == expected, why + ": " + ScriptText.Shorten("x.js", source));
    }

    [Theory]
    [InlineData("a = 1\nb = 2;\n", "x.js:1")]
    [InlineData("a();\nb = () => {\n}\nc();\n", "x.js:3")]
    [InlineData("a = {}\n", "x.js:1")]
    [InlineData("f(() => {\n  return\n  a;\n});\n", "x.js:2")]
    [InlineData("a\n++b;\n", "x.js:1")]
    [InlineData("a = 'b\n';\n", "x.js:1")]
    [InlineData("a = `b\n`;\n", "x.js:1")]
    [InlineData("a = b;\n/* c\n", "x.js:2")]
    [InlineData("a = b.match(/c\n/);\n", "x.js:1")]
    [InlineData("if (a) /b/.test(c);\n", "x.js:1")]
    [InlineData("{ a(); }\n/b/.test(c);\n", "x.js:2")]
    [InlineData("f(a];\n", "x.js:1")]
    [InlineData("f(a;\n", "x.js:1")]
    [InlineData("a = #b;\n", "x.js:1")]
    public void What_cannot_be_shortened_safely_is_refused_with_its_line(string source, string where)
    {
        PageException problem = Assert.Throws<PageException>(() => ScriptText.Shorten("x.js", source));
        Assert.StartsWith(where + ":", problem.Message);
    }

    [Theory]
    [InlineData("/* a */\na > b, .c:hover {\n  color: red;\n  margin: 0 auto;\n}\n", "a>b,.c:hover{color:red;margin:0 auto}")]
    [InlineData("a :hover, a:not(.b) .c {\n}\n", "a :hover,a:not(.b) .c{}")]
    [InlineData("a::after {\n  content: '/*  ; }';\n}\n", "a::after{content:'/*  ; }'}")]
    [InlineData("@media (min-width: 1px) and (max-width: 2px) {\n  a {\n    top: calc(1px + 2px);\n  }\n}\n",
        "@media (min-width:1px) and (max-width:2px){a{top:calc(1px + 2px)}}")]
    [InlineData("a {\n  color: red !important;\n}\n", "a{color:red!important}")]
    public void A_style_sheet_is_shortened_and_stays_the_same(string source, string expected)
    {
        Assert.Equal(expected, StyleText.Shorten("x.css", source));
    }

    [Theory]
    [InlineData("<p>\n  one\n  two <b>three</b>\n</p>\n<!-- no -->\n<p>x</p>\n", "<p> one two <b>three</b></p><p>x</p>")]
    [InlineData("<a\n  href='x'><i>1</i> <i>2</i>\n</a>", "<a href=x><i>1</i> <i>2</i></a>")]
    [InlineData("<a class='b' id='c' href='d.e' title='f g'>h='i'</a>", "<a class=b id='c' href='d.e' title='f g'>h='i'</a>")]
    public void A_document_keeps_the_spaces_between_words(string source, string expected)
    {
        Assert.Equal(expected, HtmlText.Shorten("x.html", source));
    }

    [Theory]
    [InlineData("<pre> a </pre>")]
    [InlineData("<textarea>\n</textarea>")]
    [InlineData("<script>a()</script>")]
    [InlineData("<p><!-- a </p>")]
    public void A_document_in_which_white_space_counts_is_refused(string source)
    {
        Assert.Throws<PageException>(() => HtmlText.Shorten("x.html", source));
    }
}
