namespace Router.Core.Tests.Admission.Properties;

internal enum StepKind
{
    Enter,
    Report,
    Answering,
    Cancel,
    Wait,
    Renew,
}
