using System.Text;

namespace Router.Api.CommandLine;

/// <summary>Takes the blanks off the ends of lines: a table fills its last column with them, and a file does not need them.</summary>
internal sealed class TrimmedLines(TextWriter output) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        output.WriteLine(_line.ToString().TrimEnd());
        _line.Clear();
    }

    public override void Flush() => output.Flush();
}
