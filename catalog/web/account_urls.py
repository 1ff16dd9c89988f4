"""Signing in and out, and one's own account. allauth knows its pages by the names that begin with its own."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.views import LogoutView, PasswordChangeView
from django.urls import path, reverse_lazy

from catalog.web.account_views import account, end_sessions
from catalog.web.sign_in import SignIn

_password = PasswordChangeView.as_view(template_name="password.html", success_url=reverse_lazy("account"))

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/code/", second_step.authenticate, name="mfa_authenticate"),
    path("sign-out/", LogoutView.as_view(next_page="home"), name="sign-out"),
    path("account/", account, name="account"),
    path("account/", account, name="mfa_index"),
    path("account/sessions/end/", end_sessions, name="end-sessions"),
    path("account/password/", _password, name="password"),
    path("account/confirm/", reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-step/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-step/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
