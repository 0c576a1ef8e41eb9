using AdminPortal.Components.Tests.Setup;
using AdminPortal.Lists;

namespace AdminPortal.Components.Tests.Lists;

public sealed class RefreshPaceTests
{
    private readonly ManualTime _time = new();
    private readonly RefreshPace _pace;

    public RefreshPaceTests() => _pace = new(_time);

    [Fact]
    public void Turns_OfOneList_ComeOnceASecondForAllWhoShowIt()
    {
        Assert.True(Wait("a").IsCompleted);
        var second = Enumerable.Range(0, 200).Select(_ => Wait("a")).ToList();

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.DoesNotContain(second, turn => turn.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(second, turn => !turn.IsCompleted);

        Assert.False(Wait("a").IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Wait("a").IsCompleted);
    }

    [Fact]
    public void Turns_OfManyLists_AreTenAtOnceAndThenOneASecond()
    {
        var turns = Enumerable.Range(0, 15).Select(number => Wait($"{number}")).ToList();

        Assert.Equal(RefreshPace.AtOnce, Came());
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(RefreshPace.AtOnce, Came());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RefreshPace.AtOnce + 1, Came());
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(15, Came());

        _time.Advance(TimeSpan.FromSeconds(3));
        turns.AddRange(Enumerable.Range(100, 15).Select(number => Wait($"{number}")));
        Assert.Equal(15 + 3, Came());

        int Came() => turns.Count(turn => turn.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Wait_Cancelled_LeavesTheTurnToTheOthers()
    {
        using CancellationTokenSource left = new();
        Assert.True(Wait("a").IsCompleted);
        var gone = _pace.WaitAsync("a", left.Token);
        var stays = Wait("a");

        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(stays.IsCompletedSuccessfully);
    }

    private Task Wait(string key) => _pace.WaitAsync(key, TestContext.Current.CancellationToken);
}
