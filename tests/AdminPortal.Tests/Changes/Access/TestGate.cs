using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Access;

/// <summary>A gate that decides by roles, with sessions that go on and a switch that is off.</summary>
internal static class TestGate
{
    public static WriteGate Of(ICloudflareAccounts accounts, IJournal journal) =>
        new(accounts, new AccessControl(new(), new EverLiveSessions(), new TestSwitch()), journal, new(TimeProvider.System), NullLogger<WriteGate>.Instance);
}
