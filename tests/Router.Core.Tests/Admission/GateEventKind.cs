namespace Router.Core.Tests.Admission;

internal enum GateEventKind
{
    Queued,
    Granted,
    Refused,
    Answering,
    Reported,
    Cancelled,
    Expired,
}
