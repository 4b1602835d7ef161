namespace TWCManager.Core.Charging;

/// <summary>Shares a budget among cars in whole amperes: the sum stays within it, each share is 0 or at least its minimum, fewer cars rather than less for each.</summary>
/// <remarks>Knows numbers only. Two budgets: the wiring can never be exceeded, on no conductor; what the policy grants may be, by connectors that cannot be held lower.</remarks>
public sealed class CurrentAllocator
{
    private const int StepCentiamps = 100;

    private readonly ShareRequest[] _requests;
    private int _grantedLeft;

    /// <param name="capacity">Requests at most.</param>
    public CurrentAllocator(int capacity)
    {
        _requests = new ShareRequest[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _requests[i] = new ShareRequest();
        }
    }

    /// <summary>The requests; fill the first ones, then share. Each <see cref="ShareRequest.ShareCentiamps"/> is the result.</summary>
    public ShareRequest[] Requests
    {
        get { return _requests; }
    }

    /// <summary>Result: what the wiring has left after all shares.</summary>
    public ConductorRoom Left { get; } = new ConductorRoom();

    /// <summary>Shares out.</summary>
    /// <param name="count">Requests that count.</param>
    /// <param name="wiring">What all of them together may be offered on each conductor; only read.</param>
    /// <param name="grantedCentiamps">What those that draw, or would draw, may use together.</param>
    public void Share(int count, ConductorRoom wiring, int grantedCentiamps)
    {
        Left.CopyFrom(wiring);
        _grantedLeft = grantedCentiamps;
        for (int i = 0; i < count; i++)
        {
            ShareRequest request = _requests[i];
            request.ShareCentiamps = request.FloorCentiamps;
            request.IsServed = false;
            Left.Take(request.Conductors, request.FloorCentiamps);
            _grantedLeft -= request.UsesGrant ? DrawnFloor(request) : 0;
        }

        // Cars that charge come first: a newcomer must not switch one of them off.
        int unserved = grantedCentiamps;
        for (int rank = 0; rank <= ShareRequest.LastRank; rank++)
        {
            for (int i = 0; i < count; i++)
            {
                if (_requests[i].Rank == rank && IsGranted(_requests[i], unserved))
                {
                    unserved -= ServeMinimum(_requests[i]);
                }
            }
        }

        Fill(count);
    }

    private static int DrawnFloor(ShareRequest request)
    {
        return request.IsFloorIdle ? 0 : request.FloorCentiamps;
    }

    // More than is drawn anyway must fit beside what all others draw anyway. With no more than that, those behind it can be stopped and it need not be.
    private bool IsGranted(ShareRequest request, int unserved)
    {
        int extra = request.MinimumCentiamps - DrawnFloor(request);
        return !request.UsesGrant || request.IsHeld || (request.MinimumCentiamps <= unserved && (extra == 0 || extra <= _grantedLeft));
    }

    // What of the grant it takes.
    private int ServeMinimum(ShareRequest request)
    {
        int extra = request.MinimumCentiamps - request.FloorCentiamps;
        if (!request.WantsMore || request.MinimumCentiamps > request.CapCentiamps || extra > Left.LeastOf(request.Conductors))
        {
            return 0;
        }

        request.ShareCentiamps = request.MinimumCentiamps;
        request.IsServed = true;
        Left.Take(request.Conductors, extra);
        if (!request.UsesGrant)
        {
            return 0;
        }

        _grantedLeft -= request.MinimumCentiamps - DrawnFloor(request);
        return request.MinimumCentiamps;
    }

    // An ampere at a time to the one that has least: at most a few hundred steps, and nothing to get wrong.
    private void Fill(int count)
    {
        while (_grantedLeft >= StepCentiamps)
        {
            ShareRequest least = null;
            for (int i = 0; i < count; i++)
            {
                ShareRequest request = _requests[i];
                if (CanTakeStep(request) && (least == null || request.ShareCentiamps < least.ShareCentiamps))
                {
                    least = request;
                }
            }

            if (least == null)
            {
                return;
            }

            least.ShareCentiamps += StepCentiamps;
            Left.Take(least.Conductors, StepCentiamps);
            _grantedLeft -= StepCentiamps;
        }
    }

    private bool CanTakeStep(ShareRequest request)
    {
        return request.IsServed && !request.IsHeld && request.UsesGrant && request.ShareCentiamps + StepCentiamps <= request.CapCentiamps
            && Left.LeastOf(request.Conductors) >= StepCentiamps;
    }
}
