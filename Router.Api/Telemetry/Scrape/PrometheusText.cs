using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Router.Api.Telemetry.Scrape;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new(16 * 1024);

    public void Write(Metric metric)
    {
        bool rises = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        string name = PrometheusNames.Of(metric.Name, metric.Unit, rises);
        string type = metric.MetricType == MetricType.Histogram ? "histogram" : rises ? "counter" : "gauge";
        bool headed = false;
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            if (!headed)
            {
                headed = true;
                if (metric.Description.Length > 0)
                {
                    _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(metric.Description, quotes: false)).Append('\n');
                }

                _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
            }

            WritePoint(name, metric.MetricType, in point);
        }
    }

    public override string ToString() => _text.ToString();

    private void WritePoint(string name, MetricType type, in MetricPoint point)
    {
        string labels = Labels(point.Tags);
        switch (type)
        {
            case MetricType.Histogram:
                WriteHistogram(name, labels, in point);
                break;
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                WriteLine(name, labels, Number(point.GetSumLong()));
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                WriteLine(name, labels, Number(point.GetSumDouble()));
                break;
            case MetricType.LongGauge:
                WriteLine(name, labels, Number(point.GetGaugeLastValueLong()));
                break;
            case MetricType.DoubleGauge:
                WriteLine(name, labels, Number(point.GetGaugeLastValueDouble()));
                break;
            default:
                throw new NotSupportedException($"No instrument of the gateway makes {type}.");
        }
    }

    private void WriteHistogram(string name, string labels, in MetricPoint point)
    {
        long below = 0;
        string comma = labels.Length == 0 ? "" : ",";
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            WriteLine($"{name}_bucket", $"{labels}{comma}le=\"{Number(bucket.ExplicitBound)}\"", Number(below));
        }

        WriteLine($"{name}_sum", labels, Number(point.GetHistogramSum()));
        WriteLine($"{name}_count", labels, Number(point.GetHistogramCount()));
    }

    private void WriteLine(string name, string labels, string value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(value).Append('\n');
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach ((string name, object? value) in tags)
        {
            string text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(labels.Length == 0 ? "" : ",").Append(PrometheusNames.Label(name)).Append("=\"").Append(Escape(text, quotes: true)).Append('"');
        }

        return labels.ToString();
    }

    private static string Escape(string text, bool quotes)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
