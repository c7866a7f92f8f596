using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class ApprovalTable : IEntityTypeConfiguration<SignInApproval>
{
    public void Configure(EntityTypeBuilder<SignInApproval> builder)
    {
        builder.ToTable("approvals");
        builder.HasKey(a => new { a.UserId, a.SessionId });
        builder.HasOne(a => a.Session).WithOne()
            .HasForeignKey<SignInApproval>(a => new { a.UserId, a.SessionId })
            .HasPrincipalKey<Session>(s => new { s.UserId, s.Id });
        builder.Property(a => a.ProtectedCode).HasMaxLength(400);
        builder.HasIndex(a => a.WaitingToken).IsUnique().HasDatabaseName("ux_approvals_waiting_token");
    }
}
