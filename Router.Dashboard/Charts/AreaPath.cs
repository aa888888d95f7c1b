using System.Globalization;
using System.Text;

namespace Router.Dashboard.Charts;

/// <summary>Lines and areas as paths of SVG.</summary>
public static class AreaPath
{
    /// <summary>The line through the values, spread over the width; empty with fewer than two.</summary>
    public static string Line(IReadOnlyList<double> values, LinearScale x, LinearScale y)
    {
        if (values.Count < 2)
        {
            return "";
        }

        var path = new StringBuilder();
        for (int index = 0; index < values.Count; index++)
        {
            path.Append(index == 0 ? 'M' : 'L').Append(Number(x[index])).Append(' ').Append(Number(y[values[index]]));
        }

        return path.ToString();
    }

    /// <summary>The area between the line and the axis.</summary>
    public static string Area(IReadOnlyList<double> values, LinearScale x, LinearScale y) => values.Count < 2
        ? ""
        : $"{Line(values, x, y)}L{Number(x[values.Count - 1])} {Number(y[0])}L{Number(x[0])} {Number(y[0])}Z";

    /// <summary>A number as SVG takes it, with two digits at most.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
