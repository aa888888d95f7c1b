namespace Router.Core.Tests.Spend;

internal enum SpendEventKind
{
    Granted,
    Grown,
    Ended,
    Refused,
}
