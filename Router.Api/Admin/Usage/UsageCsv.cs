using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>Usage as a table for spreadsheets (RFC 4180).</summary>
internal static class UsageCsv
{
    public static string Write(UsageQuery query, ImmutableArray<UsageRow> rows)
    {
        bool isNamed = query.GroupBy != UsageGroup.Tenant; // the tenant stands in a column of its own already
        var text = new StringBuilder("start,tenant").Append(isNamed ? $",{UsageQuestion.Name(query.GroupBy)}" : "")
            .Append(",requests,input_tokens,output_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_1h_tokens,usd,saved_usd\r\n");
        foreach ((DateTimeOffset start, string tenant, string name, UsageSum sum) in rows)
        {
            text.Append(UsageQuestion.Time(start)).Append(',').Append(Quoted(tenant)).Append(isNamed ? $",{Quoted(name)}" : "").Append(
                CultureInfo.InvariantCulture,
                $",{sum.Requests},{sum.Tokens.Input},{sum.Tokens.Output},{sum.Tokens.CacheRead},{sum.Tokens.CacheWrite5m},{sum.Tokens.CacheWrite1h},{sum.Cost.Usd},{sum.Saved.Usd}\r\n");
        }

        return text.ToString();
    }

    /// <summary>Names may be a client's text: a spreadsheet must not take one for a formula.</summary>
    private static string Quoted(string text)
    {
        string plain = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return plain.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
