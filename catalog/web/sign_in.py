"""Signing in with a name and a password, and with a second step for those who have set one up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import perform_login
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.views import LoginView
from django.forms import TextInput
from django.http import HttpRequest, HttpResponse


class SignInForm(AuthenticationForm):
    """Django's own takes a name of any length, which the log of attempts has no room for."""

    username = UsernameField(max_length=150, widget=TextInput(attrs={"autofocus": True}))


class SignIn(LoginView):
    """The form of name and password. Whoever has a second step is asked for it before they are signed in."""

    template_name = "sign_in.html"
    authentication_form = SignInForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer: HttpResponse = perform_login(
            self.request, form.get_user(), email_verification="none", redirect_url=self.get_success_url()
        )
        return answer


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody makes an account of their own: an administrator does."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **named: Any) -> None:
        """The pages say by themselves what was done."""
