using TWCManager.Core.Charging;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

public class CurrentAllocatorTests
{
    private static readonly Random s_random = new Random(4711);

    [Theory]
    // wiring, granted, then per car: floor/minimum/cap -> share; why
    [InlineData(32, 32, "0/6/32 0/6/32", "16 16", "two cars share evenly")]
    [InlineData(33, 33, "0/6/32 0/6/32", "17 16", "the odd ampere goes to the first")]
    [InlineData(11, 11, "0/6/32 0/6/32", "11 0", "enough for one car, which gets it all")]
    [InlineData(32, 5, "0/6/32 0/6/32", "0 0", "too little to charge with: nobody")]
    [InlineData(32, 5, "6/6/32 0/6/32", "6 0", "protocol 2 cannot be held below 6 A")]
    [InlineData(32, 20, "6/6/10 0/6/32", "10 10", "what one cannot take the other gets")]
    [InlineData(32, 32, "0/6/5 0/6/32", "0 32", "a cap below the minimum is no charge, not a small one")]
    [InlineData(14, 32, "6/6/32 6/6/32", "7 7", "the wiring binds, not the grant")]
    [InlineData(40, 40, "0/6/32 0/6/32 0/6/32", "14 13 13", "three share")]
    public void Shares_are_what_the_budget_allows(int wiring, int granted, string cars, string expected, string why)
    {
        var allocator = new CurrentAllocator(3);
        var wishes = cars.Split(' ').Select(car => car.Split('/').Select(int.Parse).ToArray()).ToArray();
        for (var i = 0; i < wishes.Length; i++)
        {
            Fill(allocator.Requests[i], wishes[i][0] * 100, wishes[i][1] * 100, wishes[i][2] * 100);
        }

        allocator.Share(wishes.Length, Room(wiring * 100), granted * 100);
        var shares = string.Join(' ', allocator.Requests.Take(wishes.Length).Select(r => r.ShareCentiamps / 100));
        Assert.True(expected == shares, $"{why}: expected {expected}, got {shares}");
    }

    [Fact]
    public void A_car_that_charges_is_not_switched_off_by_a_newcomer()
    {
        var allocator = new CurrentAllocator(3);
        Fill(allocator.Requests[0], 0, 600, 3200);
        Fill(allocator.Requests[1], 0, 600, 3200);
        allocator.Requests[0].Rank = 1;
        allocator.Requests[1].Rank = 0;
        allocator.Share(2, Room(1000), 1000);
        Assert.Equal(0, allocator.Requests[0].ShareCentiamps);
        Assert.Equal(1000, allocator.Requests[1].ShareCentiamps);
    }

    [Theory]
    // wiring per conductor, granted, then per car: conductors -> share; why
    [InlineData(32, 96, "1 2 4", "32 32 32", "each has a conductor of its own")]
    [InlineData(32, 32, "1 2 4", "11 11 10", "the grant is the sum over all cars")]
    [InlineData(32, 96, "1 1 2", "16 16 32", "two share a conductor, the third has its own")]
    [InlineData(32, 96, "7 1 2", "16 16 16", "who is on all conductors shares with everybody")]
    [InlineData(20, 96, "3 6 5", "10 10 10", "two conductors each, in a ring")]
    [InlineData(11, 96, "7 1 2", "11 0 0", "no room on L1 nor L2 beside the first")]
    public void Cars_share_only_the_conductors_they_have_in_common(int wiring, int granted, string conductors, string expected, string why)
    {
        var allocator = new CurrentAllocator(3);
        var sets = conductors.Split(' ').Select(int.Parse).ToArray();
        for (var i = 0; i < sets.Length; i++)
        {
            Fill(allocator.Requests[i], 0, 600, 3200);
            allocator.Requests[i].Conductors = sets[i];
        }

        allocator.Share(sets.Length, Room(wiring * 100), granted * 100);
        var shares = string.Join(' ', allocator.Requests.Take(sets.Length).Select(r => r.ShareCentiamps / 100));
        Assert.True(expected == shares, $"{why}: expected {expected}, got {shares}");
    }

    [Theory]
    [InlineData(800, true, false, "one of two that cannot go lower keeps its grant, only the other must be stopped")]
    [InlineData(500, false, false, "too little for any")]
    [InlineData(1200, true, true, "enough for both")]
    public void Of_cars_that_cannot_go_lower_only_those_without_grant_are_to_be_stopped(int granted, bool first, bool second, string why)
    {
        var allocator = new CurrentAllocator(2);
        Fill(allocator.Requests[0], 600, 600, 3200);
        Fill(allocator.Requests[1], 600, 600, 3200);
        allocator.Share(2, Room(3200), granted);
        Assert.True(allocator.Requests[0].IsServed == first && allocator.Requests[1].IsServed == second, why);
        Assert.Equal(1200, allocator.Requests[0].ShareCentiamps + allocator.Requests[1].ShareCentiamps);
    }

    [Fact]
    public void Of_stopped_cars_only_as_many_come_back_as_the_grant_is_enough_for()
    {
        var allocator = new CurrentAllocator(3);
        for (var i = 0; i < 3; i++)
        {
            Fill(allocator.Requests[i], 600, 600, 600);
            allocator.Requests[i].IsFloorIdle = true;
        }

        allocator.Share(3, Room(3200), 1300);
        Assert.Equal([true, true, false], allocator.Requests.Select(r => r.IsServed));
    }

    [Fact]
    public void No_share_breaks_a_limit_whatever_is_asked()
    {
        const int Cases = 200000;
        var allocator = new CurrentAllocator(4);
        for (var n = 0; n < Cases; n++)
        {
            var count = s_random.Next(0, 5);
            var limit = s_random.Next(0, 6000);
            var wiring = new[] { limit, limit, limit };
            for (var i = 0; i < count; i++)
            {
                var floor = s_random.Next(2) * 600;
                Fill(allocator.Requests[i], floor, Math.Max(floor, s_random.Next(5, 17) * 100), s_random.Next(0, 81) * 100);
                allocator.Requests[i].Conductors = s_random.Next(2) == 0 ? 7 : s_random.Next(1, 8);
                allocator.Requests[i].Rank = s_random.Next(3);
                allocator.Requests[i].UsesGrant = s_random.Next(4) > 0;
                allocator.Requests[i].WantsMore = s_random.Next(4) > 0;
                allocator.Requests[i].IsHeld = s_random.Next(6) == 0;
                allocator.Requests[i].IsFloorIdle = s_random.Next(6) == 0;
            }

            // What cannot be held lower is let in by others, who see to it that there is room for it.
            var requests = allocator.Requests.Take(count).ToArray();
            var room = new ConductorRoom();
            room.SetAll(limit);
            for (var c = 0; c < 3; c++)
            {
                var floors = requests.Where(r => (r.Conductors & (1 << c)) != 0).Sum(r => r.FloorCentiamps);
                wiring[c] += floors;
                room.Take(1 << c, -floors);
            }

            var granted = s_random.Next(0, 16000);
            allocator.Share(count, room, granted);
            Check(requests, wiring, granted);
        }

        Console.WriteLine($"allocator: {Cases} random cases, no limit broken");
    }

    private static ConductorRoom Room(int centiamps)
    {
        var room = new ConductorRoom();
        room.SetAll(centiamps);
        return room;
    }

    private static void Check(ShareRequest[] requests, int[] wiring, int granted)
    {
        for (var c = 0; c < 3; c++)
        {
            var sum = requests.Where(r => (r.Conductors & (1 << c)) != 0).Sum(r => r.ShareCentiamps);
            Assert.True(sum <= wiring[c], $"{sum} on L{c + 1}, where the wiring carries {wiring[c]}");
        }

        foreach (var request in requests)
        {
            Assert.True(request.ShareCentiamps == request.FloorCentiamps || request.ShareCentiamps >= request.MinimumCentiamps, "a share nobody can use");
            Assert.True(request.ShareCentiamps <= Math.Max(request.CapCentiamps, request.FloorCentiamps), "share above the cap");
        }

        // Those that are held, or cannot go lower, may use more than was granted; nobody else does.
        var free = requests.Where(r => r.UsesGrant && !r.IsHeld).ToArray();
        var drawn = free.Sum(r => r.IsFloorIdle && !r.IsServed ? 0 : r.ShareCentiamps);
        Assert.True(drawn <= granted || free.All(r => r.ShareCentiamps == r.FloorCentiamps), "cars got more than was granted");
    }

    private static void Fill(ShareRequest request, int floor, int minimum, int cap)
    {
        request.Conductors = 7;
        request.FloorCentiamps = floor;
        request.MinimumCentiamps = minimum;
        request.CapCentiamps = cap;
        request.UsesGrant = true;
        request.WantsMore = true;
        request.IsHeld = false;
        request.IsFloorIdle = false;
        request.Rank = 0;
    }
}
