using AdminPortal.Components.Tests.Setup;
using AdminPortal.Hosting;

namespace AdminPortal.Components.Tests.Hosting;

public sealed class IdleMemoryTests : IDisposable
{
    private readonly ManualTime _clock = new();
    private readonly IdleMemory _memory;
    private int _collections;

    public IdleMemoryTests() => _memory = new(_clock, () => _collections++);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public async Task Memory_OfManyPages_IsGivenBackAWhileAfterTheLastOne()
    {
        await OpenAsync(IdleMemory.Worthwhile);
        await CloseAsync(IdleMemory.Worthwhile - 1);
        _clock.Advance(IdleMemory.Rest);
        Assert.Equal(0, _collections);

        await CloseAsync(1);
        Assert.Equal(0, _collections);
        _clock.Advance(IdleMemory.Rest);

        Assert.Equal(1, _collections);
    }

    [Fact]
    public async Task Page_OpenedAtOnceAgain_IsNotDisturbed()
    {
        await OpenAsync(IdleMemory.Worthwhile);
        await CloseAsync(IdleMemory.Worthwhile);
        await OpenAsync(1);

        _clock.Advance(IdleMemory.Rest);

        Assert.Equal(0, _collections);
    }

    [Fact]
    public async Task FewPages_AreNotWorthACollection()
    {
        await OpenAsync(IdleMemory.Worthwhile - 1);
        await CloseAsync(IdleMemory.Worthwhile - 1);

        _clock.Advance(IdleMemory.Rest);

        Assert.Equal(0, _collections);
    }

    private Task OpenAsync(int pages) => Task.WhenAll(Enumerable.Range(0, pages).Select(_ => _memory.OnCircuitOpenedAsync(null!, CancellationToken.None)));

    private Task CloseAsync(int pages) => Task.WhenAll(Enumerable.Range(0, pages).Select(_ => _memory.OnCircuitClosedAsync(null!, CancellationToken.None)));
}
